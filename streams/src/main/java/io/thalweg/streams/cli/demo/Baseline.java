package io.thalweg.streams.cli.demo;

/**
 * The guess that a demo's model must beat, and the loss that both are judged by.
 *
 * @param key of its loss in the summary and of its verdict, {@code lower_case}
 * @param guess what it guesses, as in "same as last reading"
 * @param measure what the losses are, as in "Huber loss"
 */
public record Baseline(String key, String guess, String measure) {
  private static final String HUBER = "Huber loss";

  /** The last one once more. */
  static Baseline persistence(String guess) {
    return new Baseline("persistence", guess, HUBER);
  }
}
