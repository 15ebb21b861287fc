package io.thalweg.model.layer;

/**
 * Sums over short ranges. Java's rules forbid the JIT to reorder a sum of floats, so each is eight
 * sums side by side: one would wait for itself at every term.
 */
public final class Sums {
  private Sums() {}

  /** {@code x[at] + ... + x[at + count - 1]}. */
  static float sum(float[] x, int at, int count) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    int end = at + count;
    int i = at;
    for (; i < end - 7; i += 8) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
      e += x[i + 4];
      f += x[i + 5];
      g += x[i + 6];
      h += x[i + 7];
    }
    for (; i < end; i++) {
      a += x[i];
    }
    return a + b + (c + d) + (e + f + (g + h));
  }

  /** Sum of the products of the same range of two arrays. */
  public static float dot(float[] x, float[] y, int at, int count) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    int end = at + count;
    int i = at;
    for (; i < end - 7; i += 8) {
      a += x[i] * y[i];
      b += x[i + 1] * y[i + 1];
      c += x[i + 2] * y[i + 2];
      d += x[i + 3] * y[i + 3];
      e += x[i + 4] * y[i + 4];
      f += x[i + 5] * y[i + 5];
      g += x[i + 6] * y[i + 6];
      h += x[i + 7] * y[i + 7];
    }
    for (; i < end; i++) {
      a += x[i] * y[i];
    }
    return a + b + (c + d) + (e + f + (g + h));
  }

  /** Sum of squared distances from a mean. */
  static float squaresAround(float mean, float[] x, int at, int count) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    int end = at + count;
    int i = at;
    for (; i < end - 7; i += 8) {
      a += square(x[i] - mean);
      b += square(x[i + 1] - mean);
      c += square(x[i + 2] - mean);
      d += square(x[i + 3] - mean);
      e += square(x[i + 4] - mean);
      f += square(x[i + 5] - mean);
      g += square(x[i + 6] - mean);
      h += square(x[i + 7] - mean);
    }
    for (; i < end; i++) {
      a += square(x[i] - mean);
    }
    return a + b + (c + d) + (e + f + (g + h));
  }

  private static float square(float value) {
    return value * value;
  }
}
