package io.thalweg.model.learn;

import io.thalweg.model.item.LearnInput;
import io.thalweg.model.item.Segment;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.function.UnaryOperator;

/**
 * Segments already learned, to be mixed into later micro-batches, within a budget of bytes. Each
 * keeps the weight it was first learned with.
 */
interface Replay {

  /** A segment and the weight it was first learned with. */
  record Entry(Segment segment, float weight) {}

  /** Where entries go. */
  @FunctionalInterface
  interface Adder {
    /** Takes one. */
    void add(Segment segment, float weight);
  }

  /** An empty buffer. */
  static Replay of(ReplayPolicy policy, long budget, long seed) {
    return switch (policy) {
      case FIFO -> new FifoReplay(budget);
      case RESERVOIR -> new ReservoirReplay(budget, seed);
    };
  }

  /** Takes a segment, which may make others leave, or not be kept itself. */
  void add(Segment segment, float weight);

  /** Segments held. */
  int size();

  /** One of them, {@code 0 <= index < size()}. */
  Entry get(int index);

  /** Takes over the segments as those of other fields, the last ones where not all fit. */
  default void adopt(Replay older, UnaryOperator<Segment> mapped) {
    for (int i = 0; i < older.size(); i++) {
      Entry entry = older.get(i);
      add(mapped.apply(entry.segment()), entry.weight());
    }
  }

  /** Appends the whole state. */
  void writeTo(StateWriter out);

  /** Replaces the whole state by one written by {@link #writeTo}. */
  void readFrom(StateReader in);

  static void writeEntries(StateWriter out, Replay replay) {
    out.writeInt(replay.size());
    for (int i = 0; i < replay.size(); i++) {
      replay.get(i).segment().writeTo(out);
      out.writeInt(Float.floatToRawIntBits(replay.get(i).weight()));
    }
  }

  static void readEntries(StateReader in, Adder into) {
    int count = in.readCount(1);
    for (int i = 0; i < count; i++) {
      Segment segment = readSegment(in);
      into.add(segment, Float.intBitsToFloat(in.readInt()));
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
