package io.thalweg.streams.cli.backtest;

import io.thalweg.model.item.Reading;
import io.thalweg.model.serve.Observation;
import java.io.Closeable;

/** A file with what became of each record, told in the order of the records. */
interface OutputFile extends Closeable {

  /** A record was served. */
  void served(Reading reading, Observation seen);

  /** A record could not be read. */
  default void rejected() {}
}
