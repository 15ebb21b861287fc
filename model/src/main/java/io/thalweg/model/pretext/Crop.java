package io.thalweg.model.pretext;

import java.util.SplittableRandom;

/**
 * Shows a random stretch of a view's items and hides what is before, context included, and behind.
 *
 * @param most greatest share of the items that is hidden, in (0, 1]; the share is uniform up to it,
 *     and at least one item stays
 */
record Crop(double most) implements Augmentation {

  @Override
  public void apply(View view, SplittableRandom random) {
    int length = view.length();
    int mostHidden = Math.min(length - 1, (int) Math.rint(most * length));
    int shown = length - random.nextInt(mostHidden + 1);
    int first = view.context() + random.nextInt(length - shown + 1);
    if (shown < length) {
      view.hide(0, first);
      view.hide(first + shown, view.context() + length);
    }
  }
}
