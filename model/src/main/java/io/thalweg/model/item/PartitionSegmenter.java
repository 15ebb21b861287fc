package io.thalweg.model.item;

import io.thalweg.model.item.EntityItems.Arrival;
import io.thalweg.model.state.Journal;
import io.thalweg.model.state.Journaled;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.function.Consumer;

/**
 * Turns the records of one partition into what the learner folds: segments of its entities, and a
 * boundary whenever the offset passes a multiple of the publishing interval.
 *
 * <p>Sampling: when segments carry more events per second of stream time than the capacity allows,
 * whole segments are left out and counted. The allowance fills with stream time (a token bucket of
 * one second), so the same records are sampled the same way at any speed of replay.
 *
 * <p>State: a few counters here, every one of which an input may change, so that they are always
 * put together; one {@link EntityTrack} per entity with the caller. Not thread-safe.
 */
public final class PartitionSegmenter implements Journaled {
  private final Journal journal = new Journal(0);
  private final int partition;
  private final long publishEvery;
  private final double capacity;

  private long boundary;
  private long streamMillis = Long.MIN_VALUE;
  private double allowance;
  private long taken;
  private long rejected;
  private long late;
  private long outOfOrder;
  private long sampledOut;
  private long evicted;
  private long repaired;

  /**
   * @param partition source partition
   * @param publishEvery offsets between two boundaries
   * @param capacity events per second of stream time that may be learned from this partition
   */
  public PartitionSegmenter(int partition, long publishEvery, double capacity) {
    this.partition = partition;
    this.publishEvery = publishEvery;
    this.capacity = capacity;
    allowance = capacity;
  }

  /** To be called with every record's offset, before anything else is done with the record. */
  public void reach(long offset, Consumer<LearnInput> out) {
    long index = offset / publishEvery;
    if (index > boundary) {
      boundary = index;
      out.accept(new Boundary(partition, index, index * publishEvery, streamMillis, counts()));
    }
  }

  /** Takes a reading of an entity. */
  public Arrival accept(EntityTrack track, Reading reading, Consumer<LearnInput> out) {
    Arrival arrival = track.items.arrive(reading);
    if (arrival == Arrival.LATE) {
      late++;
      return arrival;
    }
    if (arrival == Arrival.OUT_OF_ORDER) {
      outOfOrder++;
    }
    taken++;
    if (reading.content() instanceof Content.Text text && text.replaced() > 0) {
      repaired++;
    }
    fill(reading.timestampMillis());
    track.segmenter.add(
        reading,
        track.items.items(),
        track.items,
        segment -> {
          track.journal().requestBase();
          sample(segment, out);
        });
    return arrival;
  }

  private void fill(long timeMillis) {
    if (streamMillis != Long.MIN_VALUE && timeMillis > streamMillis) {
      double seconds = (timeMillis - streamMillis) / 1000.0;
      allowance = Math.min(Math.max(capacity, 1), allowance + seconds * capacity);
    }
    streamMillis = Math.max(streamMillis, timeMillis);
  }

  private void sample(Segment segment, Consumer<LearnInput> out) {
    if (allowance > 0) {
      allowance -= segment.events();
      out.accept(segment);
    } else {
      sampledOut += segment.events();
    }
  }

  /** Counts a record that could not be decoded. */
  public void reject() {
    rejected++;
  }

  /** Counts an entity forgotten. */
  public void evict() {
    evicted++;
  }

  /** What became of the partition's records so far. */
  public Boundary.Counts counts() {
    return new Boundary.Counts(taken, rejected, late, outOfOrder, sampledOut, evicted, repaired);
  }

  @Override
  public Journal journal() {
    return journal;
  }

  @Override
  public void writeInput(StateWriter out) {
    writeTo(out);
  }

  @Override
  public void replay(StateReader in) {
    readFrom(in);
  }

  @Override
  public void writeTo(StateWriter out) {
    out.writeLong(boundary).writeLong(streamMillis).writeDouble(allowance);
    counts().writeTo(out);
  }

  @Override
  public void readFrom(StateReader in) {
    boundary = in.readLong();
    streamMillis = in.readLong();
    allowance = in.readDouble();
    Boundary.Counts counts = Boundary.Counts.readFrom(in);
    taken = counts.taken();
    rejected = counts.rejected();
    late = counts.late();
    outOfOrder = counts.outOfOrder();
    sampledOut = counts.sampledOut();
    evicted = counts.evicted();
    repaired = counts.repaired();
  }
}
