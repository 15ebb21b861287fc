package io.thalweg.schema;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * One record type to and from Avro single-object encoding.
 *
 * <p><b>Versions.</b> Writes the current schema. Reads every version under {@code
 * history/<Record>/}, resolving it to the current one; an unknown fingerprint is refused, since no
 * schema ever comes from the bytes themselves.
 *
 * <p><b>Hostile bytes.</b> A message is at most 4 MiB. Avro compares each claimed length with the
 * bytes that remain before it allocates; that is exact for arrays whose elements take at least one
 * byte, and a test holds that our schemas have no others. So the process-wide {@code
 * org.apache.avro.limits.*} need not be set, and are left to the application. Malformed UTF-8 reads
 * as U+FFFD. Whatever is wrong comes out as {@link AvroDecodingException}, after which the codec
 * can be used on.
 *
 * <p><b>Cost.</b> Encoding allocates the returned array, decoding the record; encoder, decoder and
 * buffers are reused. Because of them an instance is confined to one thread at a time.
 *
 * @param <T> a record class generated in this package
 */
public final class AvroCodec<T extends SpecificRecordBase> {
  /** Longest message that is decoded, bytes. */
  public static final int MAX_MESSAGE_BYTES = SingleObject.MAX_MESSAGE_BYTES;

  private final String name;
  private final SpecificDatumWriter<T> writer;
  private final Map<Long, SpecificDatumReader<T>> readers = new HashMap<>();
  private final MessageBuffer buffer;
  private @Nullable BinaryDecoder decoder;

  /**
   * Tells Avro that the records of this package may be instantiated. Creating any codec does so; to
   * be called only where records are deep-copied ({@code newBuilder(other)}) before there is one.
   */
  public static void trustRecords() {
    TrustedClasses.trust();
  }

  /** A codec that reads the current schema of the record and every released one. */
  public static <T extends SpecificRecordBase> AvroCodec<T> of(Class<T> type) {
    return new AvroCodec<>(type, SchemaHistory.of(type.getSimpleName()));
  }

  AvroCodec(Class<T> type, List<Schema> released) {
    SpecificData data = SpecificData.getForClass(type);
    Schema current = data.getSchema(type);
    trustRecords();
    name = type.getSimpleName();
    writer = new SpecificDatumWriter<>(current, data);
    buffer = new MessageBuffer(current);
    for (Schema version : released) {
      readers.put(
          SingleObject.fingerprint(version), new SpecificDatumReader<>(version, current, data));
    }
    readers.put(
        SingleObject.fingerprint(current), new SpecificDatumReader<>(current, current, data));
  }

  /**
   * Encodes one record.
   *
   * @return header and body, in an array of their own
   * @throws RuntimeException when a required field is null; the codec can be used on
   */
  public byte[] encode(T message) {
    return buffer.message(out -> writer.write(message, out));
  }

  /**
   * Decodes one message, which must be the record and nothing else.
   *
   * @throws AvroDecodingException whatever is wrong with the bytes
   */
  public T decode(byte[] message) {
    SpecificDatumReader<T> reader = readerOf(SingleObject.claimedFingerprint(message));
    try {
      decoder = openBody(message, decoder);
      T decoded = reader.read(null, decoder);
      SingleObject.requireEnd(decoder);
      return decoded;
    } catch (AvroDecodingException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw malformed(name, e);
    }
  }

  static BinaryDecoder openBody(byte[] message, @Nullable BinaryDecoder reuse) {
    int length = message.length - SingleObject.HEADER_BYTES;
    return DecoderFactory.get().binaryDecoder(message, SingleObject.HEADER_BYTES, length, reuse);
  }

  static AvroDecodingException malformed(String record, Exception cause) {
    return new AvroDecodingException(
        "The message is not a well-formed %s record (%s)."
            .formatted(record, cause.getClass().getSimpleName()),
        cause);
  }

  private SpecificDatumReader<T> readerOf(long fingerprint) {
    SpecificDatumReader<T> reader = readers.get(fingerprint);
    if (reader == null) {
      throw new AvroDecodingException(
          "The message was written with schema %016X, which is no known version of %s."
              .formatted(fingerprint, name));
    }
    return reader;
  }
}
