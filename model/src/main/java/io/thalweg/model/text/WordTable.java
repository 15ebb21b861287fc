package io.thalweg.model.text;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.Arrays;

/**
 * Words by slot and slots by word, in arrays that never grow: the characters lie one slot after the
 * other, an open-addressing index (linear probing, deletion by shifting back) finds them.
 *
 * <p>A word costs no object, so words that come once leave nothing to the garbage collector.
 * Memory: {@link #bytes}. The hash depends on the characters alone; it does not resist an adversary
 * who chooses words to collide, which costs time, not memory.
 */
final class WordTable {
  /** What {@link #find} answers for a word that is not there. */
  static final int ABSENT = -1;

  private final int longest;
  private final char[] text; // [slots, longest]
  private final short[] length;
  private final int[] hash;

  /** Slot + 1, or 0 for an empty place. */
  private final int[] index;

  private final int mask;

  /**
   * @param slots words held at most
   * @param longest characters of a word at most
   */
  WordTable(int slots, int longest) {
    this.longest = longest;
    text = new char[Math.multiplyExact(slots, longest)];
    length = new short[slots];
    hash = new int[slots];
    index = new int[places(slots)];
    mask = index.length - 1;
  }

  /** A power of two of which at most two thirds are taken. */
  private static int places(int slots) {
    return Integer.highestOneBit((int) Math.min(1 << 29, slots + slots / 2L)) << 1;
  }

  static long bytes(int slots, int longest) {
    return (long) slots * (Character.BYTES * longest + Short.BYTES + Integer.BYTES)
        + (long) Integer.BYTES * places(slots);
  }

  static int hash(CharSequence word) {
    int h = 0x811C9DC5;
    for (int i = 0; i < word.length(); i++) {
      h = (h ^ word.charAt(i)) * 0x01000193; // FNV-1a
    }
    h = (h ^ (h >>> 16)) * 0x85EBCA6B;
    h = (h ^ (h >>> 13)) * 0xC2B2AE35;
    return h ^ (h >>> 16);
  }

  /** Slot of a word, or {@link #ABSENT}. */
  int find(CharSequence word, int hashOfWord) {
    for (int at = hashOfWord & mask; index[at] != 0; at = (at + 1) & mask) {
      int slot = index[at] - 1;
      if (hash[slot] == hashOfWord && holds(slot, word)) {
        return slot;
      }
    }
    return ABSENT;
  }

  private boolean holds(int slot, CharSequence word) {
    if (length[slot] != word.length()) {
      return false;
    }
    int from = slot * longest;
    for (int i = 0; i < word.length(); i++) {
      if (text[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Writes a word, which is nowhere yet, into an unused slot. */
  void put(int slot, CharSequence word, int hashOfWord) {
    int from = slot * longest;
    for (int i = 0; i < word.length(); i++) {
      text[from + i] = word.charAt(i);
    }
    length[slot] = (short) word.length();
    hash[slot] = hashOfWord;
    enter(slot);
  }

  private void enter(int slot) {
    int at = hash[slot] & mask;
    while (index[at] != 0) {
      at = (at + 1) & mask;
    }
    index[at] = slot + 1;
  }

  /** Forgets the word of a slot. */
  void remove(int slot) {
    int hole = hash[slot] & mask;
    while (index[hole] != slot + 1) {
      hole = (hole + 1) & mask;
    }
    // Whatever was pushed past the hole moves into it, so that no search ends too early.
    for (int at = (hole + 1) & mask; index[at] != 0; at = (at + 1) & mask) {
      int home = hash[index[at] - 1] & mask;
      if (((at - home) & mask) >= ((at - hole) & mask)) {
        index[hole] = index[at];
        hole = at;
      }
    }
    index[hole] = 0;
  }

  String word(int slot) {
    return new String(text, slot * longest, length[slot]);
  }

  /** Appends the words of the slots below {@code used}. */
  void writeTo(StateWriter out, int used) {
    for (int slot = 0; slot < used; slot++) {
      out.writeString(word(slot));
    }
  }

  /** Replaces all words by those of {@code used} slots. */
  void readFrom(StateReader in, int used) {
    Arrays.fill(index, 0);
    for (int slot = 0; slot < used; slot++) {
      String word = in.readString();
      if (word.length() > longest) {
        throw new IllegalStateException(
            "a word of %d characters where %d are allowed".formatted(word.length(), longest));
      }
      put(slot, word, hash(word));
    }
  }
}
