package io.thalweg.model.pretext;

import java.util.SplittableRandom;

/**
 * Hides tokens behind {@link TokenIds#MASK}: where they were can still be seen. Of the embedded
 * tokens one at least stays as it is, so that no view is without any.
 *
 * <p>Source: word deletion in CLEAR (Wu et al. 2020, arXiv 2012.15466), which leaves a token of its
 * own in a word's place.
 *
 * @param probability of each token, in (0, 1]
 */
record MaskTokens(double probability) implements Augmentation {

  @Override
  public void apply(View view, SplittableRandom random) {
    float[] items = view.items();
    int kept = TokenChoice.one(view, random);
    for (int t = 0; t < items.length; t++) {
      if (random.nextDouble() < probability && t != kept && !Float.isNaN(items[t])) {
        items[t] = TokenIds.MASK;
      }
    }
  }
}
