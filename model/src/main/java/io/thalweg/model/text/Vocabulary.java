package io.thalweg.model.text;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The words of an endless text, counted within a budget of bytes; the frequent ones have a row of
 * an embedding table.
 *
 * <p><b>Counting</b> is Space-Saving: {@code n} words have a counter. One more word takes over the
 * counter with the smallest count {@code c}, which becomes its error: it may have come up to {@code
 * c} times unseen. For every word that has a counter
 *
 * <pre>{@code
 * count - error <= true count <= count,   error <= total / n
 * }</pre>
 *
 * and a word that came more than {@code total / n} times has a counter. <b>Ageing</b>: every {@code
 * halfLife} words all counts are halved, errors and true counts with them, so the bounds hold for
 * occurrences that fade. <b>Rows</b>: a word gets one as soon as {@code count - error} reaches
 * {@code leastCount} and a row is free, or the least frequent word that has one is now less
 * frequent than this one is for certain; that word loses it. Words that come once never get one.
 *
 * <p>Time: two index searches and O(log n) per word. Memory: {@link #bytes()}, taken at the start
 * and never exceeded; nothing is allocated per word. Deterministic: no hash order takes part. Not
 * thread-safe. Empty words and those that are too long are left out; the latter are counted.
 *
 * <p>Source: Metwally, Agrawal and El Abbadi 2005 (Efficient computation of frequent and top-k
 * elements in data streams); with counters as old as Misra and Gries 1982.
 *
 * <p>Example: with eight counters, after {@code a a b c d e f g h i} the word {@code i}, which took
 * over that of another, has count 2 and error 1.
 */
public final class Vocabulary implements WordCounts {
  private static final int NONE = -1;

  /** Of a counter in the state: length of the word, count, error and row. */
  private static final int LEAST_BYTES = 2 * Integer.BYTES + 2 * Double.BYTES;

  /** Told of a row that another word than before now has, or a first one. */
  @FunctionalInterface
  interface RowListener {
    void renewed(int row);
  }

  private final VocabularySettings settings;
  private final WordTable table;
  private final double[] count;
  private final double[] error;
  private final int[] rowOf;
  private final int[] slotOf;

  /** Rows below {@link #rows} that have lost their word: a stack of {@link #freed}. */
  private final int[] free;

  private final CountHeap counted;
  private final CountHeap rowed;
  private int slots;
  private int rows;
  private int freed;
  private double total;
  private long seen;
  private long tooLong;
  private long replaced;
  private long rowsTaken;

  /** An empty one. */
  public Vocabulary(VocabularySettings settings) {
    this.settings = settings;
    int words = settings.words();
    table = new WordTable(words, settings.longest());
    count = new double[words];
    error = new double[words];
    rowOf = new int[words];
    slotOf = new int[settings.rows()];
    free = new int[settings.rows()];
    Arrays.fill(rowOf, NONE);
    Arrays.fill(slotOf, NONE);
    counted = new CountHeap(count, words);
    rowed = new CountHeap(count, settings.rows());
  }

  static long bytes(int words, int rows, int longest) {
    return WordTable.bytes(words, longest)
        + (long) words * (2 * Double.BYTES + Integer.BYTES)
        + (long) rows * 2 * Integer.BYTES
        + CountHeap.bytes(words, words)
        + CountHeap.bytes(words, rows);
  }

  /** Memory of its arrays; at most the budget. */
  public long bytes() {
    return bytes(count.length, slotOf.length, settings.longest());
  }

  /** Row of a word with this {@link WordTable#hash}, or {@link WordTable#ABSENT}. */
  int find(CharSequence word, int hash) {
    int slot = table.find(word, hash);
    return slot == WordTable.ABSENT ? WordTable.ABSENT : rowOf[slot];
  }

  /** Row of a word that has one. */
  public OptionalInt row(CharSequence word) {
    int row = find(word, WordTable.hash(word));
    return row == WordTable.ABSENT ? OptionalInt.empty() : OptionalInt.of(row);
  }

  /** Counts one occurrence. */
  void add(CharSequence word, int hash, RowListener listener) {
    if (word.length() > settings.longest()) {
      tooLong++;
    } else if (word.length() > 0) {
      int slot = slot(word, hash);
      count[slot]++;
      total++;
      if (rowOf[slot] == NONE) {
        admit(slot, listener);
      }
      seen++;
      if (seen % settings.halfLife() == 0) {
        age();
      }
    }
  }

  private int slot(CharSequence word, int hash) {
    int known = table.find(word, hash);
    if (known != WordTable.ABSENT) {
      return known;
    }
    int slot = slots < count.length ? slots++ : replace();
    table.put(slot, word, hash);
    counted.add(slot);
    return slot;
  }

  /** The counter with the smallest count, its word gone. */
  private int replace() {
    int slot = counted.lowest();
    counted.remove(slot);
    table.remove(slot);
    if (rowOf[slot] != NONE) {
      takeRow(slot);
    }
    error[slot] = count[slot];
    replaced++;
    return slot;
  }

  private void admit(int slot, RowListener listener) {
    double certain = count[slot] - error[slot];
    if (certain < settings.leastCount()) {
      return;
    }
    if (rowed.size() == slotOf.length) {
      int least = rowed.lowest();
      if (certain <= count[least]) {
        return;
      }
      takeRow(least);
    }
    int row = freed > 0 ? free[--freed] : rows++;
    rowOf[slot] = row;
    slotOf[row] = slot;
    rowed.add(slot);
    listener.renewed(row);
  }

  private void takeRow(int slot) {
    rowed.remove(slot);
    int row = rowOf[slot];
    slotOf[row] = NONE;
    rowOf[slot] = NONE;
    free[freed++] = row;
    rowsTaken++;
  }

  private void age() {
    for (int slot = 0; slot < slots; slot++) {
      count[slot] /= 2;
      error[slot] /= 2;
    }
    total /= 2;
    counted.halve();
    rowed.halve();
  }

  /** Upper bound of a word's occurrences; 0 for one without a counter. */
  public double count(CharSequence word) {
    int slot = table.find(word, WordTable.hash(word));
    return slot == WordTable.ABSENT ? 0 : count[slot];
  }

  /** By how much {@link #count(CharSequence)} may be too high; for a word without a counter 0. */
  public double error(CharSequence word) {
    int slot = table.find(word, WordTable.hash(word));
    return slot == WordTable.ABSENT ? 0 : error[slot];
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public double count(int row) {
    return slotOf[row] == NONE ? 0 : count[slotOf[row]];
  }

  @Override
  public double total() {
    return total;
  }

  /** The word of a row; none while its last word has lost it and no other has come. */
  public Optional<String> word(int row) {
    return slotOf[row] == NONE ? Optional.empty() : Optional.of(table.word(slotOf[row]));
  }

  /** Words that have a counter. */
  public int size() {
    return slots;
  }

  /** Words counted since the beginning, without regard to age. */
  public long seen() {
    return seen;
  }

  /** Words left out because they were too long. */
  public long tooLong() {
    return tooLong;
  }

  /** Times a word lost its counter to another one. */
  public long replaced() {
    return replaced;
  }

  /** Times a word lost its row. */
  public long rowsTaken() {
    return rowsTaken;
  }

  /** Appends the whole state. */
  public void writeTo(StateWriter out) {
    out.writeInt(slots).writeInt(rows).writeInt(freed);
    table.writeTo(out, slots);
    for (int slot = 0; slot < slots; slot++) {
      out.writeDouble(count[slot]).writeDouble(error[slot]).writeInt(rowOf[slot]);
    }
    for (int i = 0; i < freed; i++) {
      out.writeInt(free[i]);
    }
    counted.writeTo(out);
    rowed.writeTo(out);
    out.writeDouble(total);
    out.writeLong(seen).writeLong(tooLong).writeLong(replaced).writeLong(rowsTaken);
  }

  /**
   * Replaces the whole state by one written under the same settings.
   *
   * @throws IllegalStateException when it does not fit them
   */
  public void readFrom(StateReader in) {
    slots = in.readCount(LEAST_BYTES);
    rows = in.readInt();
    freed = in.readInt();
    if (slots > count.length || rows > slotOf.length || rows < 0 || freed < 0 || freed > rows) {
      throw new IllegalStateException(
          "a vocabulary of %d words and %d rows does not fit one of %d and %d"
              .formatted(slots, rows, count.length, slotOf.length));
    }
    table.readFrom(in, slots);
    Arrays.fill(rowOf, NONE);
    Arrays.fill(slotOf, NONE);
    for (int slot = 0; slot < slots; slot++) {
      count[slot] = in.readDouble();
      error[slot] = in.readDouble();
      int row = in.readInt();
      if (row != NONE) {
        rowOf[slot] = checkedRow(row);
        slotOf[row] = slot;
      }
    }
    for (int i = 0; i < freed; i++) {
      free[i] = checkedRow(in.readInt());
    }
    counted.readFrom(in);
    rowed.readFrom(in);
    total = in.readDouble();
    seen = in.readLong();
    tooLong = in.readLong();
    replaced = in.readLong();
    rowsTaken = in.readLong();
  }

  private int checkedRow(int row) {
    if (row < 0 || row >= rows || slotOf[row] != NONE) {
      throw new IllegalStateException("row %d of %d belongs to two words".formatted(row, rows));
    }
    return row;
  }
}
