package io.thalweg.model.pretext;

import java.util.SplittableRandom;

/**
 * Lengths of hidden spans: geometric with a given mean, cut off at a most.
 *
 * @param mean at least 1
 */
record Span(double mean) {

  /** At least 1, at most {@code most}. */
  int draw(SplittableRandom random, int most) {
    int length = 1;
    while (length < most && random.nextDouble() * mean >= 1) {
      length++;
    }
    return length;
  }
}
