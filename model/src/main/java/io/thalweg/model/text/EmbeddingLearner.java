package io.thalweg.model.text;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.Arrays;

/**
 * Learns vectors of words from sentences, one sentence at a time: skip-gram or CBOW with negative
 * sampling. A sentence is first scored, then learned from (prequential).
 *
 * <p>Words are rows of a table; which word has which row, and how often it came, its {@link
 * WordCounts} say. Frequent words are thinned and negatives drawn by {@link Unigrams}; each
 * sentence is learned in {@link Block}s of {@value Block#CENTRES} centres, by {@link BlockStep}.
 *
 * <p>Parameters: one flat vector, {@code [rows, dimension]} input vectors, then {@code [rows,
 * dimension]} output vectors; 8 bytes per row and dimension, and 40 per row. A new row's input
 * vector is uniform in {@code +-1 / (2 dimension)}, its output vector zero.
 *
 * <p>Time: about {@code 1 us} per word of a sentence at dimension 100; nothing is allocated. The
 * same seed, rows, counts and sentences give the same bits; {@link #writeTo} and {@link #readFrom}
 * between any two sentences change nothing. A step whose loss or rate is not finite is refused and
 * counted. Not thread-safe.
 *
 * <p>Sources: Mikolov et al. 2013 (arXiv 1310.4546); Ji et al. 2016 (arXiv 1604.04661).
 */
public final class EmbeddingLearner {
  private static final int STATE_FORMAT = 1;

  /** Longer sentences are cut, as in word2vec. */
  static final int LONGEST_SENTENCE = 1000;

  private final EmbeddingSettings settings;
  private final int rows;
  private final WordCounts counts;
  private final float[] parameters;
  private final SplitMix random;
  private final Unigrams unigrams;
  private final Block block;
  private final BlockStep step;
  private final int[] kept = new int[LONGEST_SENTENCE];
  private long seen;
  private long learned;
  private long predictions;
  private double loss;
  private long refused;

  /**
   * @param rows of the table, at least 1
   * @param counts by row; looked at between sentences
   */
  public EmbeddingLearner(EmbeddingSettings settings, int rows, WordCounts counts) {
    if (rows < 1) {
      throw new IllegalArgumentException("rows is %d, allowed is 1 or more".formatted(rows));
    }
    this.settings = settings;
    this.rows = rows;
    this.counts = counts;
    parameters = new float[Math.multiplyExact(2 * rows, settings.dimension())];
    random = new SplitMix(settings.seed());
    unigrams = new Unigrams(rows, settings.sample());
    block = new Block(settings, rows);
    step = new BlockStep(settings);
    for (int row = 0; row < rows; row++) {
      renew(row);
    }
  }

  /** Another word has this row now: it starts afresh. */
  public void renew(int row) {
    int size = settings.dimension();
    for (int i = row * size; i < (row + 1) * size; i++) {
      parameters[i] = (random.unit() - 0.5f) / size;
    }
    int output = (rows + row) * size;
    Arrays.fill(parameters, output, output + size, 0f);
    unigrams.forget(row);
  }

  /**
   * Scores and learns one sentence.
   *
   * @param ids rows of its words
   * @param from first word
   * @param to end, without
   * @return loss in nats, summed over the predictions, each of {@code 1 + negatives} decisions; 0
   *     if there was nothing to predict
   */
  public double learn(int[] ids, int from, int to) {
    for (int i = from; i < to; i++) {
      if (ids[i] < 0 || ids[i] >= rows) {
        throw new IllegalArgumentException("word %d of a table of %d".formatted(ids[i], rows));
      }
    }
    unigrams.follow(counts, seen);
    seen += to - from;
    if (!unigrams.ready()) {
      return 0;
    }
    double sum = 0;
    int count = 0;
    for (int i = from; i < to; i++) {
      if (random.unit() < unigrams.keep(ids[i])) {
        if (count == LONGEST_SENTENCE) {
          sum += learnKept(count);
          count = 0;
        }
        kept[count++] = ids[i];
      }
    }
    return sum + learnKept(count);
  }

  private double learnKept(int length) {
    learned += length;
    double sum = 0;
    for (int from = 0; from < length; from += Block.CENTRES) {
      int to = Math.min(length, from + Block.CENTRES);
      block.take(kept, length, from, to, unigrams, random);
      if (block.total > 0) {
        sum += learnBlock();
      }
    }
    return sum;
  }

  private double learnBlock() {
    double rate = settings.rate().rate(seen);
    double sum = step.score(parameters, rows, block);
    if (!Double.isFinite(rate) || !Double.isFinite(sum)) {
      refused++;
      return 0;
    }
    predictions += block.total;
    loss += sum;
    step.step(parameters, rows, block, (float) rate);
    return sum;
  }

  /** Words that came but have no row: they count for the rate, as all words do. */
  void passOver(int words) {
    seen += words;
  }

  /** A copy of an input vector. */
  public float[] vector(int row) {
    int from = row * settings.dimension();
    return Arrays.copyOfRange(parameters, from, from + settings.dimension());
  }

  /** A copy of the parameters: {@code [2, rows, dimension]}. */
  public float[] parameters() {
    return parameters.clone();
  }

  /** What has been learned so far. */
  public Progress progress() {
    return new Progress(seen, learned, predictions, loss, refused);
  }

  /**
   * Counts since the beginning.
   *
   * @param words seen
   * @param learned those that had a row and were not thinned out
   * @param predictions made
   * @param loss of all of them, each before it was learned from, in nats
   * @param refused blocks not learned from, because something was not finite
   */
  public record Progress(long words, long learned, long predictions, double loss, long refused) {

    /** Nats per prediction since another state of the same learner; NaN if there was none. */
    public double meanLossSince(Progress earlier) {
      return (loss - earlier.loss) / (predictions - earlier.predictions);
    }
  }

  /** Appends the whole state but for the counts, which belong to another. */
  public void writeTo(StateWriter out) {
    out.writeInt(STATE_FORMAT).writeString(shape());
    out.writeFloats(parameters);
    random.writeTo(out);
    unigrams.writeTo(out);
    out.writeLong(seen).writeLong(learned).writeLong(predictions);
    out.writeDouble(loss).writeLong(refused);
  }

  /**
   * Replaces the whole state by one written under the same settings.
   *
   * @throws IllegalStateException when it does not fit them, or holds a number that is not finite
   */
  public void readFrom(StateReader in) {
    int format = in.readInt();
    if (format != STATE_FORMAT) {
      throw new IllegalStateException(
          "word vectors of format %d where %d is read".formatted(format, STATE_FORMAT));
    }
    String shape = in.readString();
    if (!shape.equals(shape())) {
      throw new IllegalStateException("word vectors of %s do not fit %s".formatted(shape, shape()));
    }
    in.readFloats(parameters);
    for (float value : parameters) {
      if (!Float.isFinite(value)) {
        throw new IllegalStateException("a word vector holds " + value);
      }
    }
    random.readFrom(in);
    unigrams.readFrom(in);
    seen = in.readLong();
    learned = in.readLong();
    predictions = in.readLong();
    loss = in.readDouble();
    refused = in.readLong();
  }

  private String shape() {
    return "%s, %d rows of %d".formatted(settings.task(), rows, settings.dimension());
  }
}
