package io.thalweg.streams.cli.bench.core;

import java.util.SplittableRandom;

/** Numbers to compute with: zeros and denormals would be another benchmark. */
final class Values {
  private Values() {}

  /** Normal values with standard deviation 1. */
  static float[] gaussian(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
