package io.thalweg.schema;

import java.io.IOException;
import java.util.Objects;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@link Embedding} messages from primitives: the bytes {@link AvroWriter} would write,
 * without a box per component. Measured with 64 components: 0.5 us and 376 bytes, against 5.2 us
 * and 1.9 kB for boxing and encoding the record.
 *
 * <p>The context is set first and stays set until it is set again: what changes per event with
 * {@link #event}, what changes rarely with {@link #model}. Then one of four methods encodes, one
 * for each state an event can be in, so that no number has to stand for "none":
 *
 * <pre>{@code
 * writer.model(version, spaceId);
 * writer.event(entity, timestampMillis, topic, partition, offset);
 * byte[] bytes = writer.scored(vector, surprise, pValue);
 * }</pre>
 *
 * <p>Allocates the returned array and the entity's UTF-8. Confined to one thread.
 */
public final class EmbeddingWriter {
  private final MessageBuffer buffer;
  private final CachedUtf8 topic = new CachedUtf8();
  private final CachedUtf8 spaceId = new CachedUtf8();
  private @Nullable String entity;
  private long timestampMillis;
  private int partition;
  private long offset;
  private long version;

  /** A writer of Avro single-object encoding. */
  public EmbeddingWriter() {
    this(MessageHeader.singleObject(Embedding.getClassSchema()));
  }

  /** A writer of messages with another header. */
  public EmbeddingWriter(MessageHeader header) {
    buffer = new MessageBuffer(header);
  }

  /** Sets the model that the following embeddings come from. */
  public EmbeddingWriter model(long version, String spaceId) {
    this.version = version;
    this.spaceId.set(spaceId);
    return this;
  }

  /** Sets the event that the next embedding belongs to; times are milliseconds since 1970 UTC. */
  public EmbeddingWriter event(
      String entity, long timestampMillis, String topic, int partition, long offset) {
    this.entity = entity;
    this.timestampMillis = timestampMillis;
    this.topic.set(topic);
    this.partition = partition;
    this.offset = offset;
    return this;
  }

  /** The version has already learned from the event: an embedding, but no surprise. */
  public byte[] inSample(float[] vector) {
    return encode(vector, true, false, 0, false, 0);
  }

  /** Too early to predict the entity's events: an embedding, but no surprise. */
  public byte[] unscored(float[] vector) {
    return encode(vector, false, false, 0, false, 0);
  }

  /** Surprise is known, but there are too few observations for a p-value. */
  public byte[] uncalibrated(float[] vector, double surprise) {
    return encode(vector, false, true, surprise, false, 0);
  }

  /** Surprise in nats and its p-value in (0, 1]. */
  public byte[] scored(float[] vector, double surprise, double pValue) {
    return encode(vector, false, true, surprise, true, pValue);
  }

  private byte[] encode(
      float[] vector,
      boolean inSample,
      boolean hasSurprise,
      double surprise,
      boolean hasPValue,
      double pValue) {
    return buffer.message(
        out -> {
          writeContext(out);
          out.writeBoolean(inSample);
          writeVector(out, vector);
          writeOptional(out, hasSurprise, surprise);
          writeOptional(out, hasPValue, pValue);
        });
  }

  private void writeContext(BinaryEncoder out) throws IOException {
    out.writeString(Objects.requireNonNull(entity, "event(...) has not been called"));
    out.writeLong(timestampMillis);
    out.writeString(topic.get("event(...) has not been called"));
    out.writeInt(partition);
    out.writeLong(offset);
    out.writeLong(version);
    out.writeString(spaceId.get("model(...) has not been called"));
  }

  private static void writeVector(BinaryEncoder out, float[] vector) throws IOException {
    out.writeArrayStart();
    out.setItemCount(vector.length);
    for (float component : vector) {
      out.writeFloat(component);
    }
    out.writeArrayEnd();
  }

  private static void writeOptional(BinaryEncoder out, boolean present, double value)
      throws IOException {
    out.writeIndex(present ? 1 : 0);
    if (present) {
      out.writeDouble(value);
    }
  }

  /** A string that rarely changes, and its UTF-8. */
  private static final class CachedUtf8 {
    private @Nullable String text;
    private @Nullable Utf8 utf8;

    void set(String value) {
      if (!value.equals(text)) {
        text = value;
        utf8 = new Utf8(value);
      }
    }

    Utf8 get(String messageWhenUnset) {
      return Objects.requireNonNull(utf8, messageWhenUnset);
    }
  }
}
