package io.thalweg.model.text;

import io.thalweg.model.layer.AliasTable;
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
 * always, and drawn as often as the last word of that row. Drawing takes constant time ({@link
 * AliasTable}), renewing is linear in the rows, 1 ms for 14,000, without allocation. Memory: 24
 * bytes per row.
 *
 * <p>Sources: Mikolov et al. 2013 (arXiv 1310.4546), whose program has this {@code keep} (its paper
 * another).
 */
final class Unigrams {
  private static final int INTERVAL = 200_000;
  private static final int FIRST = 500;
  private static final double POWER = 0.75;

  private final double sample;
  private final AliasTable negatives;
  private final float[] keep;
  private final double[] share;
  private long renewedAt;

  /**
   * @param most rows at most
   * @param sample share of all words above which a word is thinned, above 0
   */
  Unigrams(int most, double sample) {
    this.sample = sample;
    negatives = new AliasTable(most);
    keep = new float[most];
    share = new double[most];
  }

  /** Looks at the counts again if enough words have come. */
  void follow(WordCounts counts, long seen) {
    if (seen >= Math.max(FIRST, Math.min(2 * renewedAt, renewedAt + INTERVAL))) {
      renew(counts);
      renewedAt = seen;
    }
  }

  private void renew(WordCounts counts) {
    int rows = counts.rows();
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
    negatives.fill(share, rows);
  }

  /** Whether there is anything to draw. */
  boolean ready() {
    return negatives.size() > 0;
  }

  /** The row of a negative. */
  int draw(SplitMix random) {
    long bits = random.next();
    return negatives.pick(SplitMix.scaled(bits, negatives.size()), SplitMix.lowUnit(bits));
  }

  /** Probability with which a word is learned from; 1 for one that came after the last look. */
  float keep(int row) {
    return row < negatives.size() ? keep[row] : 1f;
  }

  /** Another word has this row now. */
  void forget(int row) {
    keep[row] = 1f;
  }

  void writeTo(StateWriter out) {
    out.writeLong(renewedAt);
    negatives.writeTo(out);
    out.writeFloats(keep, 0, negatives.size());
  }

  void readFrom(StateReader in) {
    renewedAt = in.readLong();
    negatives.readFrom(in);
    int rows = negatives.size();
    System.arraycopy(in.readFloats(new float[rows]), 0, keep, 0, rows);
  }
}
