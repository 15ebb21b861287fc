package io.thalweg.model.text;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.Arrays;

/**
 * What comes next, by counting what came before: n-grams of ids up to an order, smoothed by
 * interpolated Kneser-Ney.
 *
 * <pre>{@code
 * p_k(y) = (max(n_k(y) - d, 0) + d types_k p_{k-1}(y)) / total_k        p_{-1} = 1 / vocabulary
 * }</pre>
 *
 * <p>{@code n_k(y)} counts how often y came after the last k ids. At the highest order it counts
 * every time; below, only the times at which y was new one order up (Kneser and Ney's continuation
 * counts): an order is asked for what the one above has not seen, and learns from that alone. A
 * context that was never seen leaves the order below as it is. The discount {@code d} depends on
 * the count, with one for 1, for 2 and for all larger (Chen and Goodman 1999), fixed.
 *
 * <p>Test, then train: {@link #logProbabilities} first, {@link #observe} then. What the next
 * depends on is handed in, so that one set of counts serves any number of entities.
 *
 * <p>Memory: the bytes given and {@code 8 vocabulary}, fixed; counts fade when they are full
 * ({@link ContextTable}). Cost: {@code order} passes over the vocabulary, and one step per id seen
 * in each context. Deterministic. Not thread-safe.
 *
 * <p>Sources: Kneser and Ney 1995; Chen and Goodman 1999, "An empirical study of smoothing
 * techniques for language modeling". Updating lower orders as counts come is what PPM calls update
 * exclusion (Moffat 1990).
 */
public final class NGramCounts {
  /** Taken off counts of 1, 2, and more (the first stands for none). */
  private static final float[] DISCOUNT = {0f, 0.9f, 1.2f, 1.4f};

  private static final int MOST_IDS = 1 << 16;
  private static final long LEAST_BYTES = 1024;
  private static final int LONGEST = 32;

  private final int vocabulary;
  private final int order;
  private final ContextTable table;

  /** By the orders so far, {@code [vocabulary]}. */
  private final float[] probability;

  /** Of the same: a logarithm per id and call would cost more than all the rest. */
  private final float[] logarithm;

  /** Context of each order, as the table knows it. */
  private final int[] keys;

  private int matched;

  /**
   * @param vocabulary number of ids, 1 to 65,536
   * @param order ids of context at most, 0 to 32
   * @param bytes memory for counts, at least 1024
   */
  public NGramCounts(int vocabulary, int order, long bytes) {
    this.vocabulary = within("vocabulary", vocabulary, 1, MOST_IDS);
    this.order = within("order", order, 0, LONGEST);
    if (bytes < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "bytes must be at least %d, not %d".formatted(LEAST_BYTES, bytes));
    }
    table = new ContextTable(bytes);
    probability = new float[vocabulary];
    logarithm = new float[vocabulary];
    keys = new int[order + 1];
  }

  private static int within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be %d to %d, not %d".formatted(name, least, most, value));
    }
    return value;
  }

  /** Number of ids. */
  public int vocabulary() {
    return vocabulary;
  }

  /** Ids of context at most. */
  public int order() {
    return order;
  }

  /**
   * What may come next.
   *
   * @param ids what came before, in {@code [0, end)}; the context ends at an id below zero, which
   *     stands for one that is missing
   * @return {@code [vocabulary]}: logarithms of the probabilities; valid until the next call
   */
  public float[] logProbabilities(int[] ids, int end) {
    int known = findContexts(ids, end);
    Arrays.fill(probability, 1f / vocabulary);
    Arrays.fill(logarithm, (float) -Math.log(vocabulary));
    matched = 0;
    for (int k = 0; k <= known; k++) {
      int first = table.first(keys[k]);
      if (first >= 0) {
        matched = k;
        interpolate(first);
      }
    }
    return logarithm;
  }

  /** One order more. */
  private void interpolate(int first) {
    float total = 0;
    float taken = 0;
    for (int pair = first; pair >= 0; pair = table.next(pair)) {
      total += table.count(pair);
      taken += discount(table.count(pair));
    }
    float share = taken / total;
    float logShare = (float) Math.log(share);
    float[] p = probability;
    float[] log = logarithm;
    for (int id = 0; id < vocabulary; id++) {
      p[id] *= share;
    }
    for (int id = 0; id < vocabulary; id++) {
      log[id] += logShare;
    }
    for (int pair = first; pair >= 0; pair = table.next(pair)) {
      int id = table.id(pair);
      p[id] += (table.count(pair) - discount(table.count(pair))) / total;
      log[id] = (float) Math.log(p[id]);
    }
  }

  private static float discount(int count) {
    return DISCOUNT[Math.min(count, DISCOUNT.length - 1)];
  }

  /** The longest context of the last {@link #logProbabilities} that had been seen, 0 to order. */
  public int matched() {
    return matched;
  }

  /**
   * Counts the id at {@code end} in the contexts before it. One below zero is not counted.
   *
   * @throws IllegalArgumentException when it is not in the vocabulary
   */
  public void observe(int[] ids, int end) {
    int id = ids[end];
    if (id < 0) {
      return;
    }
    if (id >= vocabulary) {
      throw new IllegalArgumentException(
          "id %d is not in the vocabulary of %d".formatted(id, vocabulary));
    }
    int k = findContexts(ids, end);
    while (k >= 0 && !table.add(keys[k], id)) {
      k--;
    }
  }

  /**
   * Hashes the contexts, the nearest id first, so that each goes on from the one before.
   *
   * @return the longest there is
   */
  private int findContexts(int[] ids, int end) {
    keys[0] = ContextTable.key(0);
    long hash = 0;
    int k = 0;
    while (k < order && k < end && ids[end - k - 1] >= 0) {
      k++;
      hash = SplitMix.mixed(hash + ids[end - k] + 1);
      keys[k] = ContextTable.key(hash);
    }
    return k;
  }

  /** Bytes of the counts, whatever has been counted. */
  public long bytes() {
    return table.bytes();
  }

  /** Appends the counts. */
  public void writeTo(StateWriter out) {
    out.writeInt(vocabulary).writeInt(order);
    table.writeTo(out);
  }

  /**
   * Replaces the counts by those {@link #writeTo} wrote of an equal one.
   *
   * @throws IllegalStateException when it was not
   */
  public void readFrom(StateReader in) {
    int ids = in.readInt();
    int longest = in.readInt();
    if (ids != vocabulary || longest != order) {
      throw new IllegalStateException(
          "counts of order %d over %d ids do not fit order %d over %d"
              .formatted(longest, ids, order, vocabulary));
    }
    table.readFrom(in);
  }
}
