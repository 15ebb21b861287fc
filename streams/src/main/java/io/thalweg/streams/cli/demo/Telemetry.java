package io.thalweg.streams.cli.demo;

import java.util.List;

/** Something that can be read over and over. Confined to one thread at a time. */
interface Telemetry {

  /** The names of the values of a reading, the same and in the same order every time. */
  List<String> fields();

  /** One reading, in the order of {@link #fields()}; NaN where a value is missing. */
  double[] read();
}
