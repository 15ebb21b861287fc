package io.thalweg.model.text;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/**
 * What skip-gram takes from the frequencies of words: negatives are drawn with probability
 * proportional to {@code count^(3/4)}, and a frequent word is kept with probability
 *
 * <pre>{@code
 * keep = min(1, sqrt(sample / f) + sample / f),   f = count / total
 * }</pre>
 *
 * <p>Both follow the counts at intervals counted in words: when their number has doubled, and every
 * {@value #INTERVAL} words; first after {@value #FIRST}. In between, a word that gets a row is kept
 * always, and drawn as often as the last word of that row. Drawing takes constant time (the alias
 * method), renewing is linear in the rows, 1 ms for 14,000, without allocation. Memory: 24 bytes
 * per row.
 *
 * <p>Sources: Mikolov et al. 2013 (arXiv 1310.4546), whose program has this {@code keep} (its paper
 * another); Walker 1977; Vose 1991.
 */
final class Unigrams {
  private static final int INTERVAL = 200_000;
  private static final int FIRST = 500;
  private static final double POWER = 0.75;

  private final double sample;
  private final float[] threshold;
  private final int[] alias;
  private final float[] keep;
  private final double[] share;
  private final int[] work;
  private int rows;
  private long renewedAt;

  /**
   * @param most rows at most
   * @param sample share of all words above which a word is thinned, above 0
   */
  Unigrams(int most, double sample) {
    this.sample = sample;
    threshold = new float[most];
    alias = new int[most];
    keep = new float[most];
    share = new double[most];
    work = new int[most];
  }

  /** Looks at the counts again if enough words have come. */
  void follow(WordCounts counts, long seen) {
    if (seen >= Math.max(FIRST, Math.min(2 * renewedAt, renewedAt + INTERVAL))) {
      renew(counts);
      renewedAt = seen;
    }
  }

  private void renew(WordCounts counts) {
    rows = counts.rows();
    double sum = 0;
    double total = counts.total();
    for (int row = 0; row < rows; row++) {
      double count = counts.count(row);
      share[row] = Math.pow(count, POWER);
      sum += share[row];
      double ratio = count > 0 ? sample * total / count : 1;
      keep[row] = (float) Math.min(1, Math.sqrt(ratio) + ratio);
    }
    if (!(sum > 0)) {
      rows = 0;
    }
    for (int row = 0; row < rows; row++) {
      share[row] *= rows / sum;
    }
    pair();
  }

  /** Fills up every cell that is less than full from one that is more. */
  private void pair() {
    int less = 0;
    int more = rows;
    for (int row = 0; row < rows; row++) {
      work[share[row] < 1 ? less++ : --more] = row;
    }
    // Those with less lie at the front of the array, those with more at the back.
    while (less > 0 && more < rows) {
      int small = work[--less];
      int large = work[more];
      threshold[small] = (float) share[small];
      alias[small] = large;
      share[large] -= 1 - share[small];
      if (share[large] < 1) {
        more++;
        work[less++] = large;
      }
    }
    // What is left is 1 but for rounding.
    while (less > 0) {
      threshold[work[--less]] = 1f;
    }
    while (more < rows) {
      threshold[work[more++]] = 1f;
    }
  }

  /** Whether there is anything to draw. */
  boolean ready() {
    return rows > 0;
  }

  /** The row of a negative. */
  int draw(SplitMix random) {
    long bits = random.next();
    int cell = SplitMix.scaled(bits, rows);
    return SplitMix.lowUnit(bits) < threshold[cell] ? cell : alias[cell];
  }

  /** Probability with which a word is learned from; 1 for one that came after the last look. */
  float keep(int row) {
    return row < rows ? keep[row] : 1f;
  }

  /** Another word has this row now. */
  void forget(int row) {
    keep[row] = 1f;
  }

  void writeTo(StateWriter out) {
    out.writeLong(renewedAt).writeInt(rows);
    out.writeFloats(threshold, 0, rows).writeFloats(keep, 0, rows);
    for (int row = 0; row < rows; row++) {
      out.writeInt(alias[row]);
    }
  }

  void readFrom(StateReader in) {
    renewedAt = in.readLong();
    rows = in.readCount(2 * Float.BYTES + Integer.BYTES);
    if (rows > keep.length) {
      throw new IllegalStateException(
          "frequencies of %d rows where %d have room".formatted(rows, keep.length));
    }
    read(in, threshold);
    read(in, keep);
    for (int row = 0; row < rows; row++) {
      alias[row] = in.readInt();
      if (alias[row] < 0 || alias[row] >= rows) {
        throw new IllegalStateException("row %d of %d is drawn".formatted(alias[row], rows));
      }
    }
  }

  private void read(StateReader in, float[] into) {
    float[] values = in.readFloats(new float[rows]);
    System.arraycopy(values, 0, into, 0, rows);
  }
}
