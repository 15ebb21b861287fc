package io.thalweg.streams.decode;

import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.registry.SchemaRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of one Kafka record into a reading whose values stand in the order of {@code
 * source.fields}.
 *
 * <p>A missing value (absent, null or an empty cell) is NaN; a literal NaN or infinity is a
 * rejection. Never throws for bad input; throws {@link
 * io.thalweg.streams.registry.RegistryException} when a schema registry is needed and cannot be
 * used. Takes time proportional to the bytes it gets. Cost: a few microseconds for 38 fields;
 * allocates the reading and its values, nothing per field. A decoder keeps buffers between records:
 * one per thread.
 */
public interface EventDecoder {
  /**
   * Decodes one record.
   *
   * @param key names the entity where the source has no entity field; null or empty: the pipeline's
   *     name does
   * @param value the event; null: a tombstone, which is rejected
   * @param kafkaTimestamp the event's time where the source has no timestamp field, in milliseconds
   */
  Decoded decode(
      byte @Nullable [] key,
      byte @Nullable [] value,
      long kafkaTimestamp,
      int partition,
      long offset);

  /**
   * A decoder of the source's format.
   *
   * @param source its fields (and columns, for CSV) must be known, by configuration or by {@link
   *     FieldInference}
   * @param pipeline the entity of records without a key
   */
  static EventDecoder of(SourceConfig source, String pipeline) {
    return of(source, pipeline, null);
  }

  /**
   * A decoder of the source's format, whose Avro is that of a schema registry if there is one.
   *
   * @param schemas gives the writers' schemas; null: Avro is {@code SensorEvent} in single-object
   *     encoding
   */
  static EventDecoder of(SourceConfig source, String pipeline, @Nullable SchemaRegistry schemas) {
    if (source.fields().isEmpty()) {
      throw new ConfigurationException(
          "source.fields is empty, it must be inferred or configured before events are decoded.");
    }
    EventAssembly assembly = new EventAssembly(source, pipeline);
    GuardedDecoder.Body body =
        switch (source.format()) {
          case CSV -> new CsvDecoder(source, assembly);
          case JSON -> new JsonDecoder(source, assembly);
          case AVRO ->
              schemas == null
                  ? new AvroDecoder(source, assembly)
                  : new RegistryAvroDecoder(source, assembly, schemas);
        };
    return new GuardedDecoder(body, assembly, source.maxRecordBytes());
  }

  /**
   * A decoder of the records of a topic: what lies further than {@code source.future} ahead of its
   * record's Kafka timestamp is rejected. Files have no such timestamp.
   *
   * @param schemas null: there is no registry
   */
  static EventDecoder ofTopic(
      Modality modality, SourceConfig source, String pipeline, @Nullable SchemaRegistry schemas) {
    return new FutureGuard(modality.decoder(source, pipeline, schemas), source.future());
  }
}
