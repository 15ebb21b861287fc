package io.thalweg.streams.cli.demo;

import io.thalweg.model.item.TextItems;
import io.thalweg.model.item.TextLexicon;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.OptionalDouble;

/**
 * What a line would cost if only the frequency of its tokens were known: bits per token under
 * counts of the tokens before, each line scored before it is counted, as the learner does it.
 *
 * <p>{@code p(id) = (count + 1/2) / (total + ids/2)}, the estimator of Krichevsky and Trofimov
 * 1981. Tokens have the ids that the learner's own vocabulary gives them after the same lines, so
 * both choose among the same ids, and a word that shares its id costs as little here as there. A
 * line counts as one, however long, as in the learner's loss. Memory: a number per id, and two per
 * line that has not been asked for. Thread-safe.
 */
final class UnigramBaseline {
  private static final double BITS = 1 / Math.log(2);
  private static final double PRIOR = 0.5;

  private final TextItems items;
  private final TextLexicon lexicon;
  private final double[] counts;
  private double total;
  private final ArrayDeque<Scored> scored = new ArrayDeque<>();

  private record Scored(Instant time, double bits) {}

  UnigramBaseline(TextItems items) {
    this.items = items;
    lexicon = items.newLexicon();
    counts = new double[items.vocabulary()];
  }

  /** Scores a line, then counts it. */
  synchronized void line(Instant time, String text) {
    float[] tokens = items.items(text, true);
    float[] ids = lexicon.ids(tokens);
    double nats = 0;
    for (float id : ids) {
      nats -= Math.log((counts[(int) id] + PRIOR) / (total + PRIOR * counts.length));
    }
    for (float id : ids) {
      counts[(int) id]++;
      total++;
    }
    lexicon.observe(tokens, 0);
    scored.add(new Scored(time, nats * BITS / ids.length));
  }

  /** Mean over the lines up to a time that were not in an earlier mean; empty without any. */
  synchronized OptionalDouble meanUntil(Instant time) {
    double sum = 0;
    int lines = 0;
    for (Scored next = scored.peek();
        next != null && !next.time().isAfter(time);
        next = scored.peek()) {
      sum += scored.remove().bits();
      lines++;
    }
    return lines == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / lines);
  }
}
