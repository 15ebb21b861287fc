package io.thalweg.model.pretext;

import java.util.SplittableRandom;

/**
 * Leaves tokens out. Those that stay move together, towards the first that is embedded, so that a
 * view is a line as it could have come: shorter, with nothing before its context and behind its
 * end. A hole in place would tell where something was, and leave every token where it is in the
 * other view, too, so that an encoder of positions could match the two by place. Of the embedded
 * tokens one at least stays.
 *
 * <p>Source: random deletion in EDA (Wei and Zou 2019, arXiv 1901.11196).
 *
 * @param probability of each token, in (0, 1]
 */
record DropTokens(double probability) implements Augmentation {

  @Override
  public void apply(View view, SplittableRandom random) {
    float[] items = view.items();
    int kept = TokenChoice.one(view, random);
    for (int t = 0; t < items.length; t++) {
      if (random.nextDouble() < probability && t != kept) {
        items[t] = Float.NaN;
      }
    }
    int first = view.context();
    int to = first - 1;
    for (int t = first - 1; t >= 0; t--) {
      to = move(items, t, to) ? to - 1 : to;
    }
    to = first;
    for (int t = first; t < items.length; t++) {
      to = move(items, t, to) ? to + 1 : to;
    }
  }

  /** Whether there is one to move. */
  private static boolean move(float[] items, int from, int to) {
    float token = items[from];
    if (Float.isNaN(token)) {
      return false;
    }
    items[from] = Float.NaN;
    items[to] = token;
    return true;
  }
}
