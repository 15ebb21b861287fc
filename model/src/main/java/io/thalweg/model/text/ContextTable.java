package io.thalweg.model.text;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How often each id came in each context, within a fixed number of bytes. A context is known by 32
 * bits of its hash (linear probing); its ids and counts are a list in one pool.
 *
 * <p>Ageing: when contexts or pool are full, all counts are halved and those at zero are forgotten,
 * until a quarter of both is free. What came once and long ago goes first. Two contexts of the same
 * hash share their counts: a hundred pairs among a million.
 *
 * <p>Cost: one probe per context and one read per id seen in it; ageing touches everything, once in
 * as many new pairs as a quarter of the pool. Deterministic. Not thread-safe.
 */
final class ContextTable {
  /** End of a list, and of the list of free places. */
  private static final int END = -1;

  /** No context: hashes are made never to be it. */
  private static final int EMPTY = 0;

  private static final int COUNT_BITS = 16;
  private static final int MOST = (1 << COUNT_BITS) - 1;

  /** Slots of which one in four stays empty, so that a probe ends soon. */
  private final int[] keys;

  private final int[] heads;

  /** {@code id << 16 | count}. */
  private final int[] entries;

  private final int[] next;
  private int contexts;
  private int free;
  private int pairs;
  private long aged;

  /**
   * @param bytes for everything: half for contexts, rounded down to a power of two, the rest for
   *     pairs of context and id
   */
  ContextTable(long bytes) {
    int slots = Integer.highestOneBit((int) Math.min(1 << 29, bytes / 16));
    int places = (int) Math.min(1 << 29, (bytes - 8L * slots) / 8);
    keys = new int[slots];
    heads = new int[slots];
    entries = new int[places];
    next = new int[places];
    clear();
  }

  private void clear() {
    Arrays.fill(keys, EMPTY);
    Arrays.setAll(next, place -> place + 1);
    next[next.length - 1] = END;
    free = 0;
    contexts = 0;
    pairs = 0;
  }

  /** The name of a context with this hash. */
  static int key(long hash) {
    int key = (int) (hash >>> 32);
    return key == EMPTY ? 1 : key;
  }

  /** First pair of a context, or a number below zero. */
  int first(int key) {
    int slot = slot(key);
    return keys[slot] == EMPTY ? END : heads[slot];
  }

  /** The pair after another, or a number below zero. */
  int next(int pair) {
    return next[pair];
  }

  int id(int pair) {
    return entries[pair] >>> COUNT_BITS;
  }

  int count(int pair) {
    return entries[pair] & MOST;
  }

  /** Counts an id in a context; says whether it had been there before. */
  boolean add(int key, int id) {
    int slot = slot(key);
    if (keys[slot] != EMPTY) {
      for (int pair = heads[slot]; pair >= 0; pair = next[pair]) {
        if (id(pair) == id) {
          increment(slot, pair);
          return true;
        }
      }
    }
    if (free < 0 || 4 * (contexts + 1) > 3 * keys.length) {
      age();
      slot = slot(key);
    }
    if (keys[slot] == EMPTY) {
      keys[slot] = key;
      heads[slot] = END;
      contexts++;
    }
    int pair = free;
    free = next[pair];
    entries[pair] = id << COUNT_BITS | 1;
    next[pair] = heads[slot];
    heads[slot] = pair;
    pairs++;
    return false;
  }

  /** A count that would not fit halves all of its context, and none below one. */
  private void increment(int slot, int pair) {
    if (count(pair) == MOST) {
      for (int p = heads[slot]; p >= 0; p = next[p]) {
        entries[p] -= count(p) / 2;
      }
    }
    entries[pair]++;
  }

  private void age() {
    do {
      for (int slot = 0; slot < keys.length; slot++) {
        if (keys[slot] != EMPTY) {
          heads[slot] = halved(heads[slot]);
        }
      }
      for (int slot = 0; slot < keys.length; slot++) {
        while (keys[slot] != EMPTY && heads[slot] < 0) {
          remove(slot);
        }
      }
      aged++;
    } while (4L * pairs > 3L * entries.length || 16L * contexts > 9L * keys.length);
  }

  /** The list without what is forgotten. */
  private int halved(int head) {
    int kept = END;
    int last = END;
    for (int pair = head; pair >= 0; ) {
      int after = next[pair];
      int count = count(pair) / 2;
      if (count > 0) {
        entries[pair] = entries[pair] & ~MOST | count;
        if (last < 0) {
          kept = pair;
        } else {
          next[last] = pair;
        }
        last = pair;
      } else {
        next[pair] = free;
        free = pair;
        pairs--;
      }
      pair = after;
    }
    if (last >= 0) {
      next[last] = END;
    }
    return kept;
  }

  /** Closes the gap: moves up what a probe would no longer find behind it (Knuth, 6.4, R). */
  private void remove(int slot) {
    int mask = keys.length - 1;
    int gap = slot;
    for (int i = gap + 1 & mask; keys[i] != EMPTY; i = i + 1 & mask) {
      int home = home(keys[i]);
      if ((i - home & mask) >= (i - gap & mask)) {
        keys[gap] = keys[i];
        heads[gap] = heads[i];
        gap = i;
      }
    }
    keys[gap] = EMPTY;
    contexts--;
  }

  /** Where a context is, or the empty slot where it would be. */
  private int slot(int key) {
    int mask = keys.length - 1;
    int slot = home(key);
    while (keys[slot] != key && keys[slot] != EMPTY) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private int home(int key) {
    return key * 0x9E3779B9 >>> Integer.numberOfLeadingZeros(keys.length) + 1;
  }

  /** Bytes of memory, whatever has been counted. */
  long bytes() {
    return 8L * keys.length + 8L * entries.length;
  }

  /** Contexts known. */
  int contexts() {
    return contexts;
  }

  /** Pairs of context and id known. */
  int pairs() {
    return pairs;
  }

  /** How often counts were halved to make room. */
  long aged() {
    return aged;
  }

  /** Appends each context with its list, in the order of slots. */
  void writeTo(StateWriter out) {
    out.writeInt(keys.length).writeInt(entries.length).writeInt(free).writeInt(contexts);
    out.writeInt(pairs).writeLong(aged);
    write(out, keys);
    write(out, heads);
    write(out, entries);
    write(out, next);
  }

  private static void write(StateWriter out, int[] values) {
    ByteBuffer room = out.room(Integer.BYTES * values.length);
    room.asIntBuffer().put(values);
    room.position(room.position() + Integer.BYTES * values.length);
  }

  /** Replaces everything. */
  void readFrom(StateReader in) {
    int slots = in.readInt();
    int places = in.readInt();
    if (slots != keys.length || places != entries.length) {
      throw new IllegalStateException(
          "counts of %d contexts and %d pairs do not fit %d and %d"
              .formatted(slots, places, keys.length, entries.length));
    }
    free = in.readInt();
    contexts = in.readInt();
    pairs = in.readInt();
    aged = in.readLong();
    read(in, keys);
    read(in, heads);
    read(in, entries);
    read(in, next);
  }

  private static void read(StateReader in, int[] values) {
    ByteBuffer from = in.need(Integer.BYTES * values.length);
    from.asIntBuffer().get(values);
    from.position(from.position() + Integer.BYTES * values.length);
  }
}
