package io.thalweg.model.pretext;

import java.util.SplittableRandom;

/**
 * Makes frames brighter or darker, every value of a view by the same.
 *
 * @param spread standard deviation of the change, in the values' own units, above 0
 */
record Brightness(double spread) implements Augmentation {

  @Override
  public void apply(View view, SplittableRandom random) {
    float change = (float) (spread * random.nextGaussian());
    float[] items = view.items();
    for (int i = 0; i < items.length; i++) {
      items[i] += change;
    }
  }
}
