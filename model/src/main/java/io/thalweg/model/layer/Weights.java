package io.thalweg.model.layer;

import java.util.SplittableRandom;

/** Starting weights. */
public final class Weights {
  private Weights() {}

  /** Normal values with a standard deviation. */
  public static void fill(
      float[] parameters, int from, int count, double spread, SplittableRandom random) {
    for (int i = 0; i < count; i++) {
      parameters[from + i] = (float) (spread * random.nextGaussian());
    }
  }
}
