package io.thalweg.model.learn;

import io.thalweg.model.item.LearnInput;
import io.thalweg.model.item.Segment;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.function.UnaryOperator;

/**
 * Segments already learned, to be mixed into later micro-batches: first in, first out, within a
 * budget of bytes. Each keeps the weight it was first learned with.
 *
 * <p>FIFO rather than a reservoir: reported to do better in online self-supervision (arXiv
 * 2604.10586), and what is kept is what the stream is like now.
 */
final class Replay {

  /** A segment and the weight it was first learned with. */
  record Entry(Segment segment, float weight) {}

  private final long budget;
  private Entry[] ring = new Entry[16];
  private int start;
  private int size;
  private long bytes;

  Replay(long budget) {
    this.budget = budget;
  }

  void add(Segment segment, float weight) {
    int incoming = segment.bytes();
    if (incoming > budget) {
      return;
    }
    while (bytes + incoming > budget) {
      bytes -= get(0).segment().bytes();
      start = (start + 1) % ring.length;
      size--;
    }
    if (size == ring.length) {
      grow();
    }
    ring[(start + size) % ring.length] = new Entry(segment, weight);
    size++;
    bytes += incoming;
  }

  private void grow() {
    Entry[] larger = new Entry[2 * ring.length];
    for (int i = 0; i < size; i++) {
      larger[i] = get(i);
    }
    ring = larger;
    start = 0;
  }

  int size() {
    return size;
  }

  /** Entry {@code index}, oldest first. */
  Entry get(int index) {
    return ring[(start + index) % ring.length];
  }

  /** Takes over the segments as those of other fields, the newest where not all fit. */
  void adopt(Replay older, UnaryOperator<Segment> mapped) {
    for (int i = 0; i < older.size; i++) {
      Entry entry = older.get(i);
      add(mapped.apply(entry.segment()), entry.weight());
    }
  }

  void writeTo(StateWriter out) {
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      get(i).segment().writeTo(out);
      out.writeInt(Float.floatToRawIntBits(get(i).weight()));
    }
  }

  void readFrom(StateReader in) {
    ring = new Entry[16];
    start = 0;
    size = 0;
    bytes = 0;
    int count = in.readCount(1);
    for (int i = 0; i < count; i++) {
      Segment segment = readSegment(in);
      add(segment, Float.intBitsToFloat(in.readInt()));
    }
  }

  static void writeSegments(StateWriter out, ArrayDeque<Segment> segments) {
    out.writeInt(segments.size());
    Iterator<Segment> each = segments.iterator();
    while (each.hasNext()) {
      each.next().writeTo(out);
    }
  }

  static void readSegments(StateReader in, ArrayDeque<Segment> segments) {
    segments.clear();
    int count = in.readCount(1);
    for (int i = 0; i < count; i++) {
      segments.add(readSegment(in));
    }
  }

  private static Segment readSegment(StateReader in) {
    if (LearnInput.readFrom(in) instanceof Segment segment) {
      return segment;
    }
    throw new IllegalStateException("a buffer of segments holds something else");
  }
}
