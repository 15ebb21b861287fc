package io.thalweg.model.snapshot;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/**
 * The numbers of a snapshot as bytes; the format is described in the package documentation.
 *
 * @param parameters flat weights
 * @param rotation {@code [e, e]}
 */
public record SnapshotBody(float[] parameters, float[] rotation) {
  /** Format version written by this code. */
  public static final int FORMAT_VERSION = 1;

  private static final int MAGIC = 0x54484C57;

  /** The body of a snapshot. */
  public static SnapshotBody of(Snapshot snapshot) {
    return new SnapshotBody(snapshot.parameters(), snapshot.rotation());
  }

  /** Encodes. */
  public byte[] toBytes() {
    int embedding = (int) Math.round(Math.sqrt(rotation.length));
    return new StateWriter(16 + Float.BYTES * (parameters.length + rotation.length))
        .writeInt(MAGIC)
        .writeInt(FORMAT_VERSION)
        .writeInt(parameters.length)
        .writeFloats(parameters)
        .writeInt(embedding)
        .writeFloats(rotation)
        .toByteArray();
  }

  /**
   * Decodes, allocating no more than the bytes that are there.
   *
   * @throws IllegalStateException with one sentence when the bytes are not a body of this format
   */
  public static SnapshotBody fromBytes(byte[] bytes) {
    StateReader in = new StateReader(bytes);
    int magic = in.readInt();
    int version = in.readInt();
    if (magic != MAGIC || version != FORMAT_VERSION) {
      throw new IllegalStateException(
          "not a snapshot body of format %d: magic %08x, version %d"
              .formatted(FORMAT_VERSION, magic, version));
    }
    float[] parameters = in.readFloats(new float[in.readCount(Float.BYTES)]);
    int embedding = in.readCount(Float.BYTES);
    long square = (long) embedding * embedding;
    if (square * Float.BYTES > bytes.length) {
      throw new IllegalStateException("snapshot body claims an embedding of " + embedding);
    }
    float[] rotation = in.readFloats(new float[(int) square]);
    in.expectEnd();
    return new SnapshotBody(parameters, rotation);
  }
}
