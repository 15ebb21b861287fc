package io.thalweg.model.objective;

/** One vector per id in the flat parameters, {@code [vocabulary, width]}: products and sums. */
final class OutputVectors {
  private OutputVectors() {}

  static float dot(float[] a, int aAt, float[] b, int bAt, int width) {
    // Four sums that do not wait for each other; always in this order, so results repeat.
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i + 3 < width; i += 4) {
      s0 += a[aAt + i] * b[bAt + i];
      s1 += a[aAt + i + 1] * b[bAt + i + 1];
      s2 += a[aAt + i + 2] * b[bAt + i + 2];
      s3 += a[aAt + i + 3] * b[bAt + i + 3];
    }
    for (; i < width; i++) {
      s0 += a[aAt + i] * b[bAt + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** {@code to += factor * from}. */
  static void add(float factor, float[] from, int fromAt, float[] to, int toAt, int width) {
    for (int i = 0; i < width; i++) {
      to[toAt + i] += factor * from[fromAt + i];
    }
  }
}
