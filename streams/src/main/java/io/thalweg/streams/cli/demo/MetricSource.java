package io.thalweg.streams.cli.demo;

import java.util.List;

/** A group of metrics that are fetched from the operating system together. Not thread-safe. */
interface MetricSource {

  /** Fetches the group anew; its metrics' figures stay as they are until the next call. */
  void refresh();

  /** The metrics, always the same and in the same order. */
  List<Metric> metrics();
}
