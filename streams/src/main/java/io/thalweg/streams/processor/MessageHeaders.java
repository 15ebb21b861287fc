package io.thalweg.streams.processor;

import io.thalweg.schema.MessageHeader;
import org.apache.avro.Schema;

/** How the messages of the pipeline's topics say which schema they were written with. */
@FunctionalInterface
public interface MessageHeaders {
  /** Avro's single-object encoding, which needs no registry. */
  MessageHeaders SINGLE_OBJECT = (topic, schema) -> MessageHeader.singleObject(schema);

  /**
   * The header of a topic's messages.
   *
   * @param topic where they go
   * @param schema what they are written with
   */
  MessageHeader of(String topic, Schema schema);
}
