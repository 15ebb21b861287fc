package io.thalweg.schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.BinaryDecoder;
import org.jspecify.annotations.Nullable;

/**
 * {@link TextEvent} messages to and from texts. Strings are read as the bytes they were sent as:
 * whoever decodes them can tell, and count or refuse, what is no UTF-8, which {@link AvroCodec}
 * only replaces.
 *
 * <p>Messages of the current schema are read by hand; those of an older one are resolved by {@link
 * AvroCodec}. What is refused is what the codec refuses. A message is at most {@link
 * AvroCodec#MAX_MESSAGE_BYTES}, and its claimed lengths are compared with the bytes at hand before
 * anything is allocated. Cost: the bytes of the strings are copied once. Confined to one thread at
 * a time.
 */
public final class TextEvents {
  private static final long CURRENT = SingleObject.fingerprint(TextEvent.getClassSchema());

  private final MessageBuffer buffer = new MessageBuffer(TextEvent.getClassSchema());
  private final AvroCodec<TextEvent> resolving;
  private @Nullable BinaryDecoder decoder;

  /** A writer, and a reader of every released version of the record. */
  public TextEvents() {
    this(AvroCodec.of(TextEvent.class));
  }

  TextEvents(AvroCodec<TextEvent> resolving) {
    this.resolving = resolving;
  }

  /**
   * One text as it was sent. The arrays are the message's own, and need not hold UTF-8.
   *
   * @param entity null when the key of the Kafka record names the entity
   * @param timestampMillis event time, milliseconds since 1970-01-01 UTC
   * @param text its bytes
   */
  public record Message(byte @Nullable [] entity, long timestampMillis, byte[] text) {}

  /**
   * Encodes one text.
   *
   * @param entity null when the key of the Kafka record names the entity
   * @param timestampMillis event time, milliseconds since 1970-01-01 UTC
   * @param text without the end of its line
   * @throws IllegalArgumentException when the message would be too long to be read
   */
  public byte[] encode(@Nullable String entity, long timestampMillis, String text) {
    byte[] message =
        buffer.message(
            out -> {
              out.writeIndex(entity == null ? 0 : 1);
              if (entity != null) {
                out.writeString(entity);
              }
              out.writeLong(timestampMillis);
              out.writeString(text);
            });
    if (message.length > AvroCodec.MAX_MESSAGE_BYTES) {
      throw new IllegalArgumentException(
          "The text makes a message of %d bytes, more than the limit of %d."
              .formatted(message.length, AvroCodec.MAX_MESSAGE_BYTES));
    }
    return message;
  }

  /** Whether bytes begin as such a message does, which no text in UTF-8 does. */
  public static boolean recognises(byte[] bytes) {
    return SingleObject.recognises(bytes);
  }

  /**
   * Decodes one text, of any released version.
   *
   * @throws AvroDecodingException whatever is wrong with the bytes
   */
  public Message decode(byte[] message) {
    if (SingleObject.claimedFingerprint(message) != CURRENT) {
      return resolved(resolving.decode(message));
    }
    try {
      decoder = AvroCodec.openBody(message, decoder);
      Message read = readBody(decoder);
      SingleObject.requireEnd(decoder);
      return read;
    } catch (AvroDecodingException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw AvroCodec.malformed("TextEvent", e);
    }
  }

  private static Message readBody(BinaryDecoder in) throws IOException {
    int branch = in.readIndex();
    if (branch != 0 && branch != 1) {
      throw new AvroDecodingException("The message claims branch %d of 2.".formatted(branch));
    }
    byte[] entity = branch == 1 ? readString(in) : null;
    return new Message(entity, in.readLong(), readString(in));
  }

  private static byte[] readString(BinaryDecoder in) throws IOException {
    long length = in.readLong();
    if (length < 0 || length > in.remainingBytes()) {
      throw new AvroDecodingException(
          "The message claims a string of %d bytes in %d.".formatted(length, in.remainingBytes()));
    }
    byte[] bytes = new byte[(int) length];
    in.readFixed(bytes);
    return bytes;
  }

  private static Message resolved(TextEvent event) {
    String entity = event.getEntity();
    return new Message(
        entity == null ? null : entity.getBytes(StandardCharsets.UTF_8),
        event.getTimestamp().toEpochMilli(),
        event.getText().getBytes(StandardCharsets.UTF_8));
  }
}
