package io.thalweg.streams.cli.bench.words;

import java.util.SplittableRandom;

/**
 * A text without an end whose words never stop changing: lines of {@value #LENGTH} words, one of
 * them always new, the others from a window of {@value #WINDOW} words that moves on by one each
 * line, those in its middle the most frequent. Deterministic; a line costs its characters.
 */
final class EndlessText {
  static final int LENGTH = 6;
  private static final int WINDOW = 30_000;
  private static final long SEED = 12;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final StringBuilder line = new StringBuilder();
  private long lines;

  /** The next line, words between blanks. */
  String next() {
    line.setLength(0);
    for (int i = 1; i < LENGTH; i++) {
      // The sum of two peaks in the middle of the window.
      long word = lines + random.nextInt(WINDOW / 2) + random.nextInt(WINDOW / 2);
      line.append('w').append(word).append(' ');
    }
    line.append("new").append(lines++);
    return line.toString();
  }
}
