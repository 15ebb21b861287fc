package io.thalweg.model.layer;

/**
 * Rotary positions: pair i of a head's vector, {@code (v[i], v[i + half])}, is turned by {@code
 * position * 10000^(-i / half)}. The product of a query and a key so turned depends on the distance
 * of their positions alone, which is why a stream without beginning can use them.
 *
 * <p>Source: Su et al. 2021 (arXiv 2104.09864), with the pairs of GPT-NeoX. Immutable, thread-safe.
 */
public final class Rotary {
  private static final double BASE = 10_000;

  private final int half;

  /** {@code [positions, half]}. */
  private final float[] cosine;

  private final float[] sine;

  /**
   * @param positions turned by 0 to {@code positions - 1}
   * @param headWidth floats of a head's vector, even
   */
  public Rotary(int positions, int headWidth) {
    half = headWidth / 2;
    cosine = new float[positions * half];
    sine = new float[positions * half];
    for (int p = 0; p < positions; p++) {
      for (int i = 0; i < half; i++) {
        double angle = p * Math.pow(BASE, -(double) i / half);
        cosine[p * half + i] = (float) Math.cos(angle);
        sine[p * half + i] = (float) Math.sin(angle);
      }
    }
  }

  float cosine(int position, int pair) {
    return cosine[position * half + pair];
  }

  float sine(int position, int pair) {
    return sine[position * half + pair];
  }

  /** Turns {@code heads} vectors that lie one after the other from {@code at} on. */
  public void turn(float[] vectors, int at, int heads, int position) {
    turn(vectors, at, heads, position, 1f);
  }

  /** Turns them back. */
  public void turnBack(float[] vectors, int at, int heads, int position) {
    turn(vectors, at, heads, position, -1f);
  }

  private void turn(float[] vectors, int at, int heads, int position, float sign) {
    int table = position * half;
    for (int head = 0; head < heads; head++) {
      int first = at + head * 2 * half;
      int second = first + half;
      for (int i = 0; i < half; i++) {
        float c = cosine[table + i];
        float s = sign * sine[table + i];
        float x = vectors[first + i];
        float y = vectors[second + i];
        vectors[first + i] = x * c - y * s;
        vectors[second + i] = x * s + y * c;
      }
    }
  }
}
