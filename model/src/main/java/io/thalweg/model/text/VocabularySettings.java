package io.thalweg.model.text;

/**
 * How much a {@link Vocabulary} may hold, and how fast it forgets.
 *
 * @param budgetBytes memory of the vocabulary, at least 4 KiB; how many words are counted follows
 *     from it
 * @param rows words that may have a vector at once, at least 2 and fewer than are counted
 * @param leastCount occurrences known for certain before a word gets a vector, at least 1
 * @param halfLife words after which an occurrence counts half, at least 1; {@link Long#MAX_VALUE}:
 *     never
 * @param longest characters of a word, 1 to 256; longer ones are left out and counted
 */
public record VocabularySettings(
    long budgetBytes, int rows, int leastCount, long halfLife, int longest) {
  private static final int LEAST_BUDGET = 4096;

  /** Characters of a word at most, whatever the settings. */
  static final int LONGEST = 256;

  /** Words counted at most, whatever the budget. */
  static final int MOST_WORDS = 1 << 22;

  /** Checks the ranges. */
  public VocabularySettings {
    atLeast("budgetBytes", budgetBytes, LEAST_BUDGET);
    atLeast("rows", rows, 2);
    atLeast("leastCount", leastCount, 1);
    atLeast("halfLife", halfLife, 1);
    atLeast("longest", longest, 1);
    if (longest > LONGEST) {
      throw new IllegalArgumentException(
          "longest is %d, allowed is %d or less".formatted(longest, LONGEST));
    }
    if (words(budgetBytes, rows, longest) < rows) {
      throw new IllegalArgumentException(
          "budgetBytes is %d, which counts %d words where %d have vectors; allowed is %d or more"
              .formatted(
                  budgetBytes,
                  words(budgetBytes, rows, longest),
                  rows,
                  Vocabulary.bytes(rows, rows, longest)));
    }
  }

  /** 16 MiB, 20,000 vectors from the fifth occurrence on, a half-life of 10 million words. */
  public static VocabularySettings standard() {
    return new VocabularySettings(16L << 20, 20_000, 5, 10_000_000, 32);
  }

  /** Words that are counted, with a vector or without: as many as the budget holds. */
  public int words() {
    return words(budgetBytes, rows, longest);
  }

  private static int words(long budget, int rows, int longest) {
    int fits = 0;
    for (int step = MOST_WORDS; step > 0; step /= 2) {
      if (fits + step <= MOST_WORDS && Vocabulary.bytes(fits + step, rows, longest) <= budget) {
        fits += step;
      }
    }
    return fits;
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %d, allowed is %d or more".formatted(name, value, least));
    }
  }
}
