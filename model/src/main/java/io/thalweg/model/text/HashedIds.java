package io.thalweg.model.text;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/**
 * Words of an endless text as ids below a fixed size: frequent ones have one of their own, the
 * others share.
 *
 * <pre>{@code
 * 0, 1                        never a word's: the user's, an end of line for one
 * 2 ... 1 + rows              words with a row of the vocabulary
 * 2 + rows ... size - 1       all others, by hash
 * }</pre>
 *
 * <p>A word's id changes when it becomes frequent enough for a row ({@link
 * VocabularySettings#leastCount}), and when another takes that row over; what was learned of an id
 * then fits less for a while. Time and memory: the {@link Vocabulary}'s, and none per bucket.
 * Deterministic, not thread-safe.
 *
 * <p>Source of the buckets: Weinberger et al. 2009 (arXiv 0902.2206), feature hashing.
 */
public final class HashedIds {
  /**
   * Ids that are no word's: as many as tasks of tokens reserve, which this package does not know.
   */
  public static final int RESERVED = 2;

  private static final int STATE_FORMAT = 1;
  private static final int MOST_BUCKETS = 1 << 20;

  private final int rows;
  private final int buckets;
  private final Vocabulary vocabulary;

  /**
   * One that has seen nothing.
   *
   * @param settings of the words with an id of their own
   * @param buckets ids the others share, at least 1
   */
  public HashedIds(VocabularySettings settings, int buckets) {
    if (buckets < 1 || buckets > MOST_BUCKETS) {
      throw new IllegalArgumentException(
          "buckets is %d, allowed is 1 to %d".formatted(buckets, MOST_BUCKETS));
    }
    rows = settings.rows();
    this.buckets = buckets;
    vocabulary = new Vocabulary(settings);
  }

  /** Ids lie below it, whatever comes: {@code 2 + rows + buckets}. */
  public int size() {
    return RESERVED + rows + buckets;
  }

  /** Id of a word, by what has been observed; nothing changes. */
  public int id(CharSequence word) {
    return id(word, WordTable.hash(word));
  }

  private int id(CharSequence word, int hash) {
    int row = vocabulary.find(word, hash);
    return RESERVED + (row == WordTable.ABSENT ? rows + Math.floorMod(hash, buckets) : row);
  }

  /** Id of a word as it was before this occurrence, which is then counted. */
  public int observe(CharSequence word) {
    int hash = WordTable.hash(word);
    int id = id(word, hash);
    vocabulary.add(word, hash, row -> {});
    return id;
  }

  /** Whether an id is shared by all infrequent words of a bucket. */
  public boolean isShared(int id) {
    return id >= RESERVED + rows;
  }

  /** The words, to look at. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Appends the whole state. */
  public void writeTo(StateWriter out) {
    out.writeInt(STATE_FORMAT).writeInt(rows).writeInt(buckets);
    vocabulary.writeTo(out);
  }

  /**
   * Replaces the whole state by one written under the same settings.
   *
   * @throws IllegalStateException when it does not fit them; this is then not to be used any more
   */
  public void readFrom(StateReader in) {
    int format = in.readInt();
    int writtenRows = in.readInt();
    int writtenBuckets = in.readInt();
    if (format != STATE_FORMAT || writtenRows != rows || writtenBuckets != buckets) {
      throw new IllegalStateException(
          "ids of format %d with %d rows and %d buckets do not fit format %d with %d and %d"
              .formatted(format, writtenRows, writtenBuckets, STATE_FORMAT, rows, buckets));
    }
    vocabulary.readFrom(in);
  }
}
