package io.thalweg.model.text;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.Arrays;

/**
 * Finds the item with the smallest count: a binary heap of items that knows where each lies. Counts
 * belong to the caller and may rise without notice: the heap is ordered by each item's count when
 * it was last looked at, which is never too high, and the one on top is looked at again before it
 * is believed. So a word that comes costs the heap nothing, and looking costs O(log n) for each
 * item found to have risen since. {@link #halve} when all counts are halved.
 *
 * <p>Memory: {@link #bytes}. Which of two equal counts is lower follows from the order of calls
 * alone, so it is repeatable.
 */
final class CountHeap {
  private static final int ABSENT = -1;
  private final double[] counts;
  private final int[] heap;
  private final int[] place;
  private final double[] known;
  private int size;

  /**
   * @param counts by item; read, not copied
   * @param most items held at once
   */
  CountHeap(double[] counts, int most) {
    this.counts = counts;
    heap = new int[most];
    place = new int[counts.length];
    known = new double[counts.length];
    Arrays.fill(place, ABSENT);
  }

  static long bytes(int items, int most) {
    return (long) Integer.BYTES * (items + most) + (long) Double.BYTES * items;
  }

  int size() {
    return size;
  }

  /** Item with the smallest count; there must be one. */
  int lowest() {
    if (size == 0) {
      throw new IllegalStateException("nothing in the heap");
    }
    while (known[heap[0]] < counts[heap[0]]) {
      known[heap[0]] = counts[heap[0]];
      down(0);
    }
    return heap[0];
  }

  void add(int item) {
    known[item] = counts[item];
    set(size, item);
    size++;
    up(size - 1);
  }

  void remove(int item) {
    int at = place[item];
    place[item] = ABSENT;
    size--;
    if (at < size) {
      set(at, heap[size]);
      up(at);
      down(at);
    }
  }

  /** All counts have been halved. */
  void halve() {
    for (int i = 0; i < size; i++) {
      known[heap[i]] /= 2;
    }
  }

  private void up(int from) {
    int at = from;
    int item = heap[at];
    while (at > 0 && known[item] < known[heap[(at - 1) / 2]]) {
      set(at, heap[(at - 1) / 2]);
      at = (at - 1) / 2;
    }
    set(at, item);
  }

  private void down(int from) {
    int at = from;
    int item = heap[at];
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && known[heap[child + 1]] < known[heap[child]]) {
        child++;
      }
      if (known[item] <= known[heap[child]]) {
        break;
      }
      set(at, heap[child]);
      at = child;
    }
    set(at, item);
  }

  private void set(int at, int item) {
    heap[at] = item;
    place[item] = at;
  }

  void writeTo(StateWriter out) {
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      out.writeInt(heap[i]).writeDouble(known[heap[i]]);
    }
  }

  void readFrom(StateReader in) {
    Arrays.fill(place, ABSENT);
    int count = in.readCount(Integer.BYTES + Double.BYTES);
    if (count > heap.length) {
      throw new IllegalStateException(
          "%d words counted where %d have room".formatted(count, heap.length));
    }
    size = count;
    for (int i = 0; i < size; i++) {
      int item = in.readInt();
      if (item < 0 || item >= place.length || place[item] != ABSENT) {
        throw new IllegalStateException("word %d of %d is counted twice".formatted(item, size));
      }
      set(i, item);
      known[item] = in.readDouble();
    }
  }
}
