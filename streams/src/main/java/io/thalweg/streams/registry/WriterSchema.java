package io.thalweg.streams.registry;

import org.apache.avro.Schema;

/** What the registry has under an id. */
public sealed interface WriterSchema {

  /** A schema of Avro. */
  record Known(Schema schema) implements WriterSchema {}

  /**
   * Nothing that a record could be read with: the fault of the record that carries the id.
   *
   * @param why one line for people
   */
  record Unusable(String why) implements WriterSchema {}
}
