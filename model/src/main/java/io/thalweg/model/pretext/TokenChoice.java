package io.thalweg.model.pretext;

import java.util.SplittableRandom;

/** A token of a view. */
final class TokenChoice {
  private TokenChoice() {}

  /**
   * Draws one of the embedded tokens, each as likely.
   *
   * @return where it is among the view's items, below zero where there is none
   */
  static int one(View view, SplittableRandom random) {
    int chosen = -1;
    int seen = 0;
    for (int t = view.context(); t < view.context() + view.length(); t++) {
      if (!Float.isNaN(view.items()[t])) {
        seen++;
        chosen = random.nextInt(seen) == 0 ? t : chosen;
      }
    }
    return chosen;
  }
}
