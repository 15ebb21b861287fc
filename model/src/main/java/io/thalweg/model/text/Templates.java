package io.thalweg.model.text;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.List;
import java.util.Optional;

/**
 * The templates of an endless log that come often: lines as their tokens, a blank between each two.
 *
 * <p>They are counted like words ({@link Vocabulary}), within a budget of bytes; the frequent ones
 * are those that a line is compared with. Lines of more than 256 characters are left out. Memory:
 * about half a MiB. Deterministic, not thread-safe.
 */
public final class Templates {
  /** So many are compared with, from the second occurrence on; lines that come once are none. */
  private static final VocabularySettings SETTINGS =
      new VocabularySettings(512 << 10, 256, 2, 100_000, VocabularySettings.LONGEST);

  private final Vocabulary lines = new Vocabulary(SETTINGS);

  /**
   * The template most like a line.
   *
   * @param template its tokens
   * @param count how often it came, older ones counting less
   * @param distance tokens to insert, delete or replace to make it the line
   */
  public record Nearest(List<String> template, double count, int distance) {}

  /** Counts a line. */
  public void observe(List<String> tokens) {
    String line = String.join(" ", tokens);
    lines.add(line, WordTable.hash(line), row -> {});
  }

  /**
   * The known template that takes the fewest changes, of several the most frequent one. Time:
   * templates times the square of the tokens: for alerts, not for every line.
   */
  public Optional<Nearest> nearest(List<String> tokens) {
    Nearest best = null;
    for (int row = 0; row < lines.rows(); row++) {
      Optional<String> line = lines.word(row);
      if (line.isPresent()) {
        List<String> template = List.of(line.get().split(" "));
        Nearest found =
            new Nearest(template, lines.count(row), EditDistance.between(template, tokens));
        best = best == null || isNearer(found, best) ? found : best;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean isNearer(Nearest one, Nearest other) {
    return one.distance() < other.distance()
        || one.distance() == other.distance() && one.count() > other.count();
  }

  /** Appends the whole state. */
  public void writeTo(StateWriter out) {
    lines.writeTo(out);
  }

  /** Replaces the whole state. */
  public void readFrom(StateReader in) {
    lines.readFrom(in);
  }
}
