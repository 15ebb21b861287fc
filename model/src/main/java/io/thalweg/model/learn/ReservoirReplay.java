package io.thalweg.model.learn;

import io.thalweg.model.item.Segment;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A uniform sample of all segments that ever came, within a budget of bytes.
 *
 * <p>Vitter's algorithm R: once full, the n-th segment replaces a random one with probability
 * {@code size / n}. Where segments differ in bytes, further random ones leave until the budget
 * holds, and room that is left is filled by the next ones; the sample is exact when all have one
 * size, as those of a learner but for their entity's name have.
 *
 * <p>The random choice for the n-th segment is a hash of the seed and n, so that the state is the
 * sample and the count alone. Deterministic.
 *
 * <p>Source: Vitter 1985, "Random sampling with a reservoir".
 */
final class ReservoirReplay implements Replay {
  private final long budget;
  private final long seed;
  private final List<Entry> sample = new ArrayList<>();
  private long bytes;
  private long seen;

  ReservoirReplay(long budget, long seed) {
    this.budget = budget;
    this.seed = seed;
  }

  @Override
  public void add(Segment segment, float weight) {
    int incoming = segment.bytes();
    if (incoming > budget) {
      return;
    }
    seen++;
    if (bytes + incoming <= budget) {
      append(segment, weight);
      return;
    }
    // 53 random bits as a share of all seen: exact for 9e15 segments.
    long at = (long) ((choice(0) >>> 11) * 0x1p-53 * seen);
    if (at >= sample.size()) {
      return;
    }
    remove((int) at);
    for (int more = 1; bytes + incoming > budget; more++) {
      remove((int) Long.remainderUnsigned(choice(more), sample.size()));
    }
    append(segment, weight);
  }

  private void append(Segment segment, float weight) {
    sample.add(new Entry(segment, weight));
    bytes += segment.bytes();
  }

  /** The last takes the place of the one that leaves: order means nothing in a sample. */
  private void remove(int index) {
    Entry last = sample.remove(sample.size() - 1);
    Entry gone = index < sample.size() ? sample.set(index, last) : last;
    bytes -= gone.segment().bytes();
  }

  /** SplitMix64's finalizer over seed, count and number of the choice. */
  private long choice(int number) {
    long z = seed * 0xD1B54A32D192ED03L + (seen << 8 | number) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Override
  public int size() {
    return sample.size();
  }

  @Override
  public Entry get(int index) {
    return sample.get(index);
  }

  @Override
  public void writeTo(StateWriter out) {
    out.writeLong(seen);
    Replay.writeEntries(out, this);
  }

  @Override
  public void readFrom(StateReader in) {
    sample.clear();
    bytes = 0;
    seen = in.readLong();
    Replay.readEntries(in, this::append);
  }
}
