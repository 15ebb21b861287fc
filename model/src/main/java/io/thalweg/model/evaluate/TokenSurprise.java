package io.thalweg.model.evaluate;

import io.thalweg.model.text.HashedIds;
import io.thalweg.model.text.VocabularySettings;
import java.util.List;

/**
 * How surprising each token of a line is after those before it, in bits, by a network, by counts of
 * three tokens, and by both mixed half and half. The end of the line counts as its last token: what
 * breaks off early is a surprise, too.
 *
 * <p>Test, then train: {@link #test} of a line first, {@link #learn} after. Deterministic, not
 * thread-safe.
 */
final class TokenSurprise {
  private static final double BITS = 1 / Math.log(2);
  private static final int END_OF_LINE = 0;
  private static final int COUNTS_LOOK_BACK = 2;
  private static final int LONGEST_WORD = 64;
  private static final long VOCABULARY_BYTES = 1 << 20;

  private final HashedIds ids;
  private final TokenNetwork network;
  private final InterpolatedNgrams counts = new InterpolatedNgrams(COUNTS_LOOK_BACK);

  /**
   * One that has seen nothing.
   *
   * @param words with an id of their own, from their first occurrence on
   * @param buckets ids the others share
   */
  TokenSurprise(int words, int buckets, long seed) {
    ids =
        new HashedIds(
            new VocabularySettings(VOCABULARY_BYTES, words, 1, Long.MAX_VALUE, LONGEST_WORD),
            buckets);
    network = new TokenNetwork(ids.size(), TokenNetwork.Preset.STANDARD, seed);
  }

  /**
   * Bits of every token of a line and of its end.
   *
   * @param network {@code [tokens + 1]}
   * @param counts {@code [tokens + 1]}
   * @param mixed {@code [tokens + 1]}
   */
  record Bits(double[] network, double[] counts, double[] mixed) {

    /** Bits per token, what a line is judged by: a long line is not surprising for its length. */
    static double mean(double[] bits) {
      double sum = 0;
      for (double b : bits) {
        sum += b;
      }
      return sum / bits.length;
    }
  }

  /** By what has been learned; nothing changes. */
  Bits test(List<String> tokens) {
    int[] line = line(tokens);
    double[] nats = network.surprises(line);
    double[] ofNetwork = new double[line.length];
    double[] ofCounts = new double[line.length];
    double[] mixed = new double[line.length];
    for (int i = 0; i < line.length; i++) {
      double p = counts.probability(line, i);
      ofNetwork[i] = BITS * nats[i];
      ofCounts[i] = -BITS * Math.log(p);
      mixed[i] = -BITS * Math.log((Math.exp(-nats[i]) + p) / 2);
    }
    return new Bits(ofNetwork, ofCounts, mixed);
  }

  /** Learns a line, by the ids its tokens had when it was tested. */
  void learn(List<String> tokens) {
    int[] line = line(tokens);
    network.learn(line);
    for (int i = 0; i < line.length; i++) {
      counts.observe(line, i);
    }
    tokens.forEach(ids::observe);
  }

  /** Lets the network alone learn a line once more. */
  void rehearse(List<String> tokens) {
    network.learn(line(tokens));
  }

  private int[] line(List<String> tokens) {
    int[] line = new int[tokens.size() + 1];
    for (int i = 0; i < tokens.size(); i++) {
      line[i] = ids.id(tokens.get(i));
    }
    line[tokens.size()] = END_OF_LINE;
    return line;
  }
}
