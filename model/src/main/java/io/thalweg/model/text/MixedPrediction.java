package io.thalweg.model.text;

import io.thalweg.model.layer.Softmax;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/**
 * What a network says of the next id, mixed with what counting says: {@link NGramCounts} and the
 * network are the two experts of an {@link ExpertMixture}, whose weights depend on how long a
 * context had been seen before. Counts know at once what came once; the network knows what is
 * alike, and looks further back. Giving the counts of lower orders a voice of their own, too, made
 * nothing better.
 *
 * <p>Test, then train, for each id in turn: {@link #probabilities}, then {@link #observe}. One
 * serves any number of entities, since what came before is handed in. Memory: that of the counts,
 * and a few floats per id. Deterministic. Not thread-safe.
 */
public final class MixedPrediction {
  private static final double RATE = 0.002;

  private final NGramCounts counts;
  private final ExpertMixture mixture;

  /** Counts, then network: {@code [2, vocabulary]}. */
  private final float[][] experts = new float[2][];

  /** Of the network, {@code [vocabulary]}. */
  private final float[] own;

  private final float[] work;

  /**
   * @param vocabulary number of ids, 1 to 65,536
   * @param order ids of context that counts look back on, 0 to 32
   * @param bytes memory for counts, at least 1024
   */
  public MixedPrediction(int vocabulary, int order, long bytes) {
    counts = new NGramCounts(vocabulary, order, bytes);
    mixture = new ExpertMixture(experts.length, vocabulary, order + 1, RATE);
    own = new float[vocabulary];
    work = new float[vocabulary];
  }

  /**
   * The mixture.
   *
   * @param ids what came before, in {@code [0, end)}, below zero where missing
   * @param logits the network's, one per id from {@code at} on, finite; untouched
   * @return {@code [vocabulary]}, valid until the next call
   */
  public float[] probabilities(int[] ids, int end, float[] logits, int at) {
    System.arraycopy(logits, at, work, 0, work.length);
    float logSum = Softmax.row(work, 0, work.length);
    for (int id = 0; id < own.length; id++) {
      own[id] = logits[at + id] - logSum;
    }
    experts[0] = counts.logProbabilities(ids, end);
    experts[1] = own;
    return mixture.probabilities(experts, counts.matched());
  }

  /** Learns what came at {@code end}, of which {@link #probabilities} were the last asked for. */
  public void observe(int[] ids, int end) {
    if (ids[end] >= 0) {
      mixture.observe(ids[end]);
      counts.observe(ids, end);
    }
  }

  /** Appends counts and weights. */
  public void writeTo(StateWriter out) {
    counts.writeTo(out);
    mixture.writeTo(out);
  }

  /** Replaces them by those {@link #writeTo} wrote of an equal one. */
  public void readFrom(StateReader in) {
    counts.readFrom(in);
    mixture.readFrom(in);
  }
}
