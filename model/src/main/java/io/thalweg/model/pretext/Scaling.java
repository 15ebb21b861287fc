package io.thalweg.model.pretext;

import java.util.SplittableRandom;

/**
 * Multiplies every field of a sensor view, its levels and its changes, by a factor of its own,
 * normal around 1.
 *
 * @param spread standard deviation of the factors, above 0
 */
record Scaling(double spread) implements Augmentation {

  @Override
  public void apply(View view, SplittableRandom random) {
    float[] items = view.items();
    int itemSize = view.itemSize();
    int fields = itemSize / 2;
    for (int f = 0; f < fields; f++) {
      float factor = (float) (1 + spread * random.nextGaussian());
      for (int at = f; at < items.length; at += itemSize) {
        items[at] *= factor;
        items[at + fields] *= factor;
      }
    }
  }
}
