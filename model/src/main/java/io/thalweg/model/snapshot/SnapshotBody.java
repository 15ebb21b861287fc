package io.thalweg.model.snapshot;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/**
 * The numbers of a snapshot as bytes; the format is described in the package documentation.
 *
 * @param parameters flat weights
 * @param rotation {@code [e, e]}
 * @param lexicon empty where there is none
 */
public record SnapshotBody(float[] parameters, float[] rotation, byte[] lexicon) {
  /** Newest format version this code reads. */
  public static final int FORMAT_VERSION = 2;

  private static final int WITHOUT_LEXICON = 1;

  private static final int MAGIC = 0x54484C57;

  /** The body of a snapshot. */
  public static SnapshotBody of(Snapshot snapshot) {
    return new SnapshotBody(snapshot.parameters(), snapshot.rotation(), snapshot.lexicon());
  }

  /** Format version it is written in: the oldest that can hold it. */
  public int formatVersion() {
    return lexicon.length == 0 ? WITHOUT_LEXICON : FORMAT_VERSION;
  }

  /** Encodes. */
  public byte[] toBytes() {
    int embedding = (int) Math.round(Math.sqrt(rotation.length));
    int bytes = 20 + Float.BYTES * (parameters.length + rotation.length) + lexicon.length;
    StateWriter out =
        new StateWriter(bytes)
            .writeInt(MAGIC)
            .writeInt(formatVersion())
            .writeInt(parameters.length)
            .writeFloats(parameters)
            .writeInt(embedding)
            .writeFloats(rotation);
    if (lexicon.length > 0) {
      out.writeInt(lexicon.length).room(lexicon.length).put(lexicon);
    }
    return out.toByteArray();
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
    if (magic != MAGIC || version < WITHOUT_LEXICON || version > FORMAT_VERSION) {
      throw new IllegalStateException(
          "not a snapshot body of format %d or %d: magic %08x, version %d"
              .formatted(WITHOUT_LEXICON, FORMAT_VERSION, magic, version));
    }
    float[] parameters = in.readFloats(new float[in.readCount(Float.BYTES)]);
    int embedding = in.readCount(Float.BYTES);
    long square = (long) embedding * embedding;
    if (square * Float.BYTES > bytes.length) {
      throw new IllegalStateException("snapshot body claims an embedding of " + embedding);
    }
    float[] rotation = in.readFloats(new float[(int) square]);
    byte[] lexicon = new byte[version == WITHOUT_LEXICON ? 0 : in.readCount(1)];
    in.need(lexicon.length).get(lexicon);
    in.expectEnd();
    return new SnapshotBody(parameters, rotation, lexicon);
  }
}
