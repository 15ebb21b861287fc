package io.thalweg.model.pretext;

import java.util.SplittableRandom;

/**
 * Adds white noise to every value.
 *
 * @param spread standard deviation, in the values' own units (scales, for sensors), above 0
 */
record Jitter(double spread) implements Augmentation {

  @Override
  public void apply(View view, SplittableRandom random) {
    float[] items = view.items();
    for (int i = 0; i < items.length; i++) {
      items[i] += (float) (spread * random.nextGaussian());
    }
  }
}
