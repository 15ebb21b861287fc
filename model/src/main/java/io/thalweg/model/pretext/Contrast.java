package io.thalweg.model.pretext;

import java.util.SplittableRandom;

/**
 * Stretches the values of a view about their mean, or draws them together, all by one factor.
 *
 * @param most greatest change of the factor from 1, in (0, 1); uniform up to it, either way
 */
record Contrast(double most) implements Augmentation {

  @Override
  public void apply(View view, SplittableRandom random) {
    float factor = (float) (1 + most * (2 * random.nextDouble() - 1));
    float[] items = view.items();
    float shift = (1 - factor) * mean(items);
    for (int i = 0; i < items.length; i++) {
      items[i] = factor * items[i] + shift;
    }
  }

  /** Of the values that are there; zero without any. */
  private static float mean(float[] items) {
    double sum = 0;
    int count = 0;
    for (float value : items) {
      boolean there = !Float.isNaN(value);
      sum += there ? value : 0;
      count += there ? 1 : 0;
    }
    return (float) (sum / Math.max(1, count));
  }
}
