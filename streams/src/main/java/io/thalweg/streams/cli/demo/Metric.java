package io.thalweg.streams.cli.demo;

import java.util.function.DoubleSupplier;

/**
 * One named figure of the machine, and how its readings become a value.
 *
 * @param name the field's name, {@code group.figure}
 * @param kind what the supplier's figure means
 * @param source the current figure, cheap to ask for once its {@link MetricSource} is refreshed;
 *     NaN or negative where the operating system has none
 */
record Metric(String name, Kind kind, DoubleSupplier source) {

  /** How two readings of a figure become a value. */
  enum Kind {
    /** The value is the figure itself. */
    LEVEL,
    /** A counter that only grows: the value is its growth per second. */
    RATE,
    /**
     * A counter of processor time in one mode: the value is its part of the growth of all such
     * counters, 0 to 1.
     */
    SHARE
  }

  static Metric level(String name, DoubleSupplier source) {
    return new Metric(name, Kind.LEVEL, source);
  }

  static Metric rate(String name, DoubleSupplier source) {
    return new Metric(name, Kind.RATE, source);
  }

  static Metric share(String name, DoubleSupplier source) {
    return new Metric(name, Kind.SHARE, source);
  }

  /** The figure now; NaN where the operating system has none. */
  double figure() {
    double figure = source.getAsDouble();
    return figure >= 0 ? figure : Double.NaN;
  }
}
