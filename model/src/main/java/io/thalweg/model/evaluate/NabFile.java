package io.thalweg.model.evaluate;

import java.util.List;

/**
 * A series with its labels, for scoring only.
 *
 * @param series what a detector may see
 * @param windows in time order, not overlapping: where an anomaly counts as found
 */
public record NabFile(NabSeries series, List<Window> windows) {
  /**
   * A labelled stretch of rows.
   *
   * @param first index of its first row
   * @param last index of its last row, inclusive
   */
  public record Window(int first, int last) {
    /** Checks the order. */
    public Window {
      if (first < 0 || last < first) {
        throw new IllegalArgumentException("no window of rows: %d to %d".formatted(first, last));
      }
    }

    int rows() {
      return last - first + 1;
    }
  }

  /** Checks that the windows are in order and within the series. */
  public NabFile {
    windows = List.copyOf(windows);
    int previous = -1;
    for (Window window : windows) {
      if (window.first() <= previous || window.last() >= series.rows()) {
        throw new IllegalArgumentException(
            "%s: %s is out of order or beyond the last row".formatted(series.name(), window));
      }
      previous = window.last();
    }
  }

  /** Path in the corpus. */
  public String name() {
    return series.name();
  }
}
