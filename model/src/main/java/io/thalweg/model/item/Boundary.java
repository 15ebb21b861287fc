package io.thalweg.model.item;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/**
 * A partition has passed a multiple of the publishing interval: all its records with an offset
 * below {@link #offset} are in segments already sent, or in segments not yet full.
 *
 * @param partition source partition
 * @param index which multiple, from 1
 * @param offset {@code index * interval}
 * @param streamMillis largest event time of the partition so far
 * @param counts what the partition has counted since it began
 */
public record Boundary(int partition, long index, long offset, long streamMillis, Counts counts)
    implements LearnInput {
  static final int TAG = 2;

  /**
   * What became of a partition's records, counted since it began.
   *
   * @param taken readings learned from
   * @param rejected records that could not be decoded
   * @param late readings older than the grace
   * @param outOfOrder readings taken out of order
   * @param sampledOut readings in segments left out because they exceeded the learner's capacity
   * @param evicted entities forgotten
   * @param repaired texts among those taken whose records held bytes that are no UTF-8, which were
   *     replaced
   */
  public record Counts(
      long taken,
      long rejected,
      long late,
      long outOfOrder,
      long sampledOut,
      long evicted,
      long repaired) {
    /** Nothing counted. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

    /** Appends the counts. */
    public void writeTo(StateWriter out) {
      out.writeLong(taken)
          .writeLong(rejected)
          .writeLong(late)
          .writeLong(outOfOrder)
          .writeLong(sampledOut)
          .writeLong(evicted)
          .writeLong(repaired);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static Counts readFrom(StateReader in) {
      return new Counts(
          in.readLong(),
          in.readLong(),
          in.readLong(),
          in.readLong(),
          in.readLong(),
          in.readLong(),
          in.readLong());
    }

    /** Sums, for several partitions together. */
    public Counts plus(Counts other) {
      return new Counts(
          taken + other.taken,
          rejected + other.rejected,
          late + other.late,
          outOfOrder + other.outOfOrder,
          sampledOut + other.sampledOut,
          evicted + other.evicted,
          repaired + other.repaired);
    }
  }

  @Override
  public void writeTo(StateWriter out) {
    out.writeByte(TAG)
        .writeInt(partition)
        .writeLong(index)
        .writeLong(offset)
        .writeLong(streamMillis);
    counts.writeTo(out);
  }

  static Boundary readBody(StateReader in) {
    return new Boundary(
        in.readInt(), in.readLong(), in.readLong(), in.readLong(), Counts.readFrom(in));
  }
}
