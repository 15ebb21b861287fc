package io.thalweg.streams.cli.bench.text;

import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A text without meaning: each of {@value #LETTERS} letters depends on the two before it. Of each
 * pair the next letter has probabilities proportional to the cubes of exponential numbers, so that
 * few letters are likely. What the source itself would need for this very text is counted along.
 * Deterministic.
 */
final class MarkovText {
  private static final int LETTERS = 16;
  private static final long SEED = 11;

  private MarkovText() {}

  static SampleText of(int length) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[][] next = new double[LETTERS * LETTERS][];
    for (int pair = 0; pair < next.length; pair++) {
      next[pair] = distribution(random);
    }
    int[] ids = new int[length];
    Bits bits = new Bits(length);
    int pair = 0;
    for (int i = 0; i < length; i++) {
      int letter = drawn(next[pair], random.nextDouble());
      bits.add(i, Math.log(next[pair][letter]));
      ids[i] = 'a' + letter;
      pair = pair % LETTERS * LETTERS + letter;
    }
    return new SampleText("generated text", ids, Optional.of(bits.perCharacter()));
  }

  private static double[] distribution(SplittableRandom random) {
    double[] shares = new double[LETTERS];
    double sum = 0;
    for (int letter = 0; letter < LETTERS; letter++) {
      shares[letter] = Math.pow(-Math.log(1 - random.nextDouble()), 3);
      sum += shares[letter];
    }
    for (int letter = 0; letter < LETTERS; letter++) {
      shares[letter] /= sum;
    }
    return shares;
  }

  private static int drawn(double[] shares, double left) {
    int letter = 0;
    while (letter < LETTERS - 1 && left >= shares[letter]) {
      left -= shares[letter];
      letter++;
    }
    return letter;
  }
}
