package io.thalweg.model.pretext;

import java.util.SplittableRandom;

/**
 * Hides single items.
 *
 * @param probability of each item, in (0, 1]
 */
record TimeMasking(double probability) implements Augmentation {

  @Override
  public void apply(View view, SplittableRandom random) {
    int items = view.context() + view.length();
    for (int t = 0; t < items; t++) {
      if (random.nextDouble() < probability) {
        view.hide(t, t + 1);
      }
    }
  }
}
