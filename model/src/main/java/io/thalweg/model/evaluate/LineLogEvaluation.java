package io.thalweg.model.evaluate;

import io.thalweg.model.detect.CalibrationSettings;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.text.Token;
import io.thalweg.model.text.TokenizedLine;
import io.thalweg.model.text.Tokenizer;
import io.thalweg.model.text.Tokenizers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * A log, line by line, once: each is scored, then learned, and labels are looked at when all are.
 *
 * <p>The surprise of a line is that of its masked tokens by a {@link TokenSurprise}, in bits per
 * token. Beside it, from the same templates: whether one was seen before, {@code -log} of its share
 * so far, and how probable it was after the template before, and after two. Each line is scored by
 * what came before it alone. Deterministic.
 */
public final class LineLogEvaluation {
  private static final int WORDS = 1000;
  private static final int BUCKETS = 64;
  private static final int TOP = 10;

  /** Lines that are not shown for being surprising: to a network that knows nothing all are. */
  private static final int WARM_UP = CalibrationSettings.DEFAULT.warmup();

  private final Tokenizer tokenizer = Tokenizers.create(Spec.of("log"));
  private final TokenSurprise surprise;
  private final TemplateCounts templates = new TemplateCounts();
  private final InterpolatedNgrams pairs = new InterpolatedNgrams(1);
  private final InterpolatedNgrams triples = new InterpolatedNgrams(2);
  private final Map<List<String>, Integer> numbers = new HashMap<>();
  private final List<SurprisingLine> top = new ArrayList<>();
  private double bits;
  private long tokens;

  private LineLogEvaluation(long seed) {
    surprise = new TokenSurprise(WORDS, BUCKETS, seed);
  }

  /**
   * What was found.
   *
   * @param lines of the log
   * @param alerts of them labelled
   * @param templates different ones
   * @param bitsPerToken of the network, each before it was learned
   * @param ours scores of the project's own learners
   * @param baselines scores they are to beat
   * @param top the most surprising lines by the first of ours, most surprising first, but for the
   *     first 200 lines
   */
  public record Result(
      int lines,
      int alerts,
      int templates,
      double bitsPerToken,
      List<LogScore> ours,
      List<LogScore> baselines,
      List<SurprisingLine> top) {}

  /**
   * Streams a log once.
   *
   * @param progress told how many lines are done
   */
  public static Result run(List<BglLine> lines, long seed, IntConsumer progress) {
    return new LineLogEvaluation(seed).evaluate(lines, progress);
  }

  private Result evaluate(List<BglLine> lines, IntConsumer progress) {
    int count = lines.size();
    int[] sequence = new int[count];
    ScoreTable ours = new ScoreTable(count);
    ScoreTable baselines = new ScoreTable(count);
    for (int i = 0; i < count; i++) {
      TokenizedLine line = tokenizer.tokenize(lines.get(i).text());
      List<String> words = line.tokens().stream().map(Token::text).toList();
      sequence[i] = numbers.computeIfAbsent(words, key -> numbers.size());
      TokenSurprise.Bits found = surprise.test(words);
      ours.put(i, "network, bits per token", TokenSurprise.Bits.mean(found.network()))
          .put(i, "network and counts, bits per token", TokenSurprise.Bits.mean(found.mixed()))
          .put(
              i, "counts of three tokens, bits per token", TokenSurprise.Bits.mean(found.counts()));
      baselines
          .put(i, "unseen template", templates.count(words) == 0 ? 1 : 0)
          .put(i, "template frequency", templates.rarity(words))
          .put(i, "bigram of templates", -Math.log(pairs.probability(sequence, i)))
          .put(i, "trigram of templates", -Math.log(triples.probability(sequence, i)));
      if (i >= WARM_UP) {
        keep(i, line, words, found.network());
      }
      learn(words, sequence, i, found);
      progress.accept(i + 1);
    }
    return result(lines, ours, baselines);
  }

  /** Labels come in here, and nowhere before. */
  private Result result(List<BglLine> lines, ScoreTable ours, ScoreTable baselines) {
    boolean[] alert = new boolean[lines.size()];
    int alerts = 0;
    for (int i = 0; i < alert.length; i++) {
      alert[i] = lines.get(i).alert();
      alerts += alert[i] ? 1 : 0;
    }
    return new Result(
        alert.length,
        alerts,
        templates.kinds(),
        bits / tokens,
        ours.against(alert),
        baselines.against(alert),
        List.copyOf(top));
  }

  /** Keeps the most surprising lines, explained by what is known before the line is learned. */
  private void keep(int index, TokenizedLine line, List<String> words, double[] found) {
    double mean = TokenSurprise.Bits.mean(found);
    int place = top.size();
    while (place > 0 && top.get(place - 1).bits() < mean) {
      place--;
    }
    if (place < TOP) {
      top.add(place, SurprisingLine.of(index + 1, line, found, templates.nearest(words)));
      if (top.size() > TOP) {
        top.remove(TOP);
      }
    }
  }

  private void learn(List<String> words, int[] sequence, int at, TokenSurprise.Bits found) {
    for (double b : found.network()) {
      bits += b;
    }
    tokens += found.network().length;
    surprise.learn(words);
    templates.observe(words);
    pairs.observe(sequence, at);
    triples.observe(sequence, at);
  }
}
