package io.thalweg.schema;

import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * One record type to Avro with any header; {@link AvroCodec} is the same for single-object encoding
 * alone, and reads it back. Allocates the returned array; confined to one thread at a time.
 *
 * @param <T> a record class generated in this package
 */
public final class AvroWriter<T extends SpecificRecordBase> {
  private final SpecificDatumWriter<T> writer;
  private final MessageBuffer buffer;

  private AvroWriter(SpecificDatumWriter<T> writer, MessageHeader header) {
    this.writer = writer;
    this.buffer = new MessageBuffer(header);
  }

  /**
   * A writer of the current schema of a record.
   *
   * @param header gives the header of the released schema
   */
  public static <T extends SpecificRecordBase> AvroWriter<T> of(
      Class<T> type, Function<Schema, MessageHeader> header) {
    SpecificData data = SpecificData.getForClass(type);
    AvroCodec.trustRecords();
    return new AvroWriter<>(
        new SpecificDatumWriter<>(data.getSchema(type), data), header.apply(releasedSchema(type)));
  }

  /**
   * The current schema as released: what the generated class has, without the generator's own
   * properties. This is what a registry gets.
   */
  public static Schema releasedSchema(Class<? extends SpecificRecordBase> type) {
    var versions = SchemaHistory.of(type.getSimpleName());
    return versions.get(versions.size() - 1);
  }

  /**
   * Encodes one record.
   *
   * @return header and body, in an array of their own
   * @throws RuntimeException when a required field is null; the writer can be used on
   */
  public byte[] encode(T message) {
    return buffer.message(out -> writer.write(message, out));
  }
}
