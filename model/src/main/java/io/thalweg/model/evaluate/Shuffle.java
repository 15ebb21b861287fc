package io.thalweg.model.evaluate;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** A random order from a source of the caller's (Fisher and Yates). */
final class Shuffle {
  private Shuffle() {}

  static void shuffle(List<?> list, SplittableRandom random) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, random.nextInt(i + 1));
    }
  }
}
