package io.thalweg.model.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sequences of event ids: learned from normal ones, then, nothing learned any more, tested on
 * normal and abnormal ones by bits per event, the end included.
 *
 * <p>Beside it: whether the sequence as a whole was seen in learning, {@code -log} of its share,
 * and bits per event by counts of pairs and of triples. And the ceiling: equal sequences score
 * equally, whatever the score, so that none can rank them better than by the share of abnormal ones
 * among the equal ones, which only the labels tell. Deterministic.
 */
public final class SequenceLogEvaluation {
  private static final int WORDS = 64;
  private static final int BUCKETS = 16;

  /** Over the train part, which is small. */
  private static final int PASSES = 20;

  private SequenceLogEvaluation() {}

  /**
   * What was found.
   *
   * @param train sequences learned from
   * @param normal sequences tested on
   * @param abnormal sequences tested on
   * @param abnormalAsLearned of the abnormal ones, those equal to one learned from
   * @param ours scores of the project's own learners
   * @param baselines scores they are to beat
   * @param ceiling best score there can be
   */
  public record Result(
      int train,
      int normal,
      int abnormal,
      int abnormalAsLearned,
      List<LogScore> ours,
      List<LogScore> baselines,
      LogScore ceiling) {}

  /** Learns and tests. */
  public static Result run(EventSequences sequences, long seed) {
    TokenSurprise surprise = learned(sequences.train(), seed);
    TemplateCounts whole = new TemplateCounts();
    SequenceCounts pairs = new SequenceCounts(1);
    SequenceCounts triples = new SequenceCounts(2);
    for (List<String> sequence : sequences.train()) {
      whole.observe(sequence);
      pairs.observe(sequence);
      triples.observe(sequence);
    }
    List<List<String>> tested = new ArrayList<>(sequences.normal());
    tested.addAll(sequences.abnormal());
    ScoreTable ours = new ScoreTable(tested.size());
    ScoreTable baselines = new ScoreTable(tested.size());
    for (int i = 0; i < tested.size(); i++) {
      List<String> sequence = tested.get(i);
      TokenSurprise.Bits bits = surprise.test(sequence);
      ours.put(i, "network, bits per event", TokenSurprise.Bits.mean(bits.network()))
          .put(i, "network and counts, bits per event", TokenSurprise.Bits.mean(bits.mixed()));
      baselines
          .put(i, "unseen sequence", whole.count(sequence) == 0 ? 1 : 0)
          .put(i, "sequence frequency", whole.rarity(sequence))
          .put(i, "bigram, bits per event", pairs.bitsPerEvent(sequence))
          .put(i, "trigram, bits per event", triples.bitsPerEvent(sequence));
    }
    boolean[] abnormal = new boolean[tested.size()];
    Arrays.fill(abnormal, sequences.normal().size(), abnormal.length, true);
    return new Result(
        sequences.train().size(),
        sequences.normal().size(),
        sequences.abnormal().size(),
        (int) sequences.abnormal().stream().filter(s -> whole.count(s) > 0).count(),
        ours.against(abnormal),
        baselines.against(abnormal),
        LogScore.of("ceiling", shares(tested, abnormal), abnormal));
  }

  private static TokenSurprise learned(List<List<String>> train, long seed) {
    TokenSurprise surprise = new TokenSurprise(WORDS, BUCKETS, seed);
    train.forEach(surprise::learn);
    for (int pass = 1; pass < PASSES; pass++) {
      train.forEach(surprise::rehearse);
    }
    return surprise;
  }

  /** Of each sequence, the share of abnormal ones among those equal to it. */
  private static double[] shares(List<List<String>> tested, boolean[] abnormal) {
    Map<List<String>, int[]> counts = new HashMap<>();
    for (int i = 0; i < abnormal.length; i++) {
      int[] count = counts.computeIfAbsent(tested.get(i), key -> new int[2]);
      count[0]++;
      count[1] += abnormal[i] ? 1 : 0;
    }
    double[] shares = new double[abnormal.length];
    for (int i = 0; i < shares.length; i++) {
      int[] count = counts.getOrDefault(tested.get(i), new int[] {1, 0});
      shares[i] = (double) count[1] / count[0];
    }
    return shares;
  }

  /** Counts of events by name; the end of a sequence has number 0. */
  private static final class SequenceCounts {
    private final InterpolatedNgrams counts;
    private final Map<String, Integer> numbers = new HashMap<>();

    SequenceCounts(int lookBack) {
      counts = new InterpolatedNgrams(lookBack);
    }

    private int[] symbols(List<String> sequence) {
      int[] symbols = new int[sequence.size() + 1];
      for (int i = 0; i < sequence.size(); i++) {
        symbols[i] = numbers.computeIfAbsent(sequence.get(i), key -> numbers.size() + 1);
      }
      return symbols;
    }

    void observe(List<String> sequence) {
      int[] symbols = symbols(sequence);
      for (int i = 0; i < symbols.length; i++) {
        counts.observe(symbols, i);
      }
    }

    double bitsPerEvent(List<String> sequence) {
      int[] symbols = symbols(sequence);
      double sum = 0;
      for (int i = 0; i < symbols.length; i++) {
        sum -= Math.log(counts.probability(symbols, i)) / Math.log(2);
      }
      return sum / symbols.length;
    }
  }
}
