package io.thalweg.model.pretext;

import java.util.SplittableRandom;

/**
 * Makes whole fields of a sensor view missing, levels and changes, but always leaves one.
 *
 * @param probability of each field, in (0, 1]
 */
record FieldDropout(double probability) implements Augmentation {

  @Override
  public void apply(View view, SplittableRandom random) {
    float[] items = view.items();
    int itemSize = view.itemSize();
    int fields = itemSize / 2;
    int kept = random.nextInt(fields);
    for (int f = 0; f < fields; f++) {
      if (random.nextDouble() < probability && f != kept) {
        for (int at = f; at < items.length; at += itemSize) {
          items[at] = Float.NaN;
          items[at + fields] = Float.NaN;
        }
      }
    }
  }
}
