package io.thalweg.streams.processor;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A record on its way to one of the pipeline's topics.
 *
 * @param topic where it goes
 * @param value its bytes, already encoded
 */
public record Outgoing(String topic, byte[] value) {
  /** Writes the value; nothing is ever read as an Outgoing. */
  public static final Serde<Outgoing> SERDE =
      Serdes.serdeFrom(
          (topic, outgoing) -> outgoing.value(),
          (topic, bytes) -> {
            throw new IllegalStateException("outgoing records are not read back");
          });
}
