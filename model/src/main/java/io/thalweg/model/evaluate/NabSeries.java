package io.thalweg.model.evaluate;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * One unlabelled series of the Numenta Anomaly Benchmark: all that a detector gets to see.
 *
 * @param name path in the corpus, such as {@code realKnownCause/nyc_taxi.csv}
 * @param timestamps as in the file, {@code yyyy-MM-dd HH:mm:ss}; a few repeat or go back
 * @param values one per timestamp; not a copy, not to be changed
 */
public record NabSeries(String name, List<String> timestamps, double[] values) {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** Share of a series in which nothing is scored, so that detectors can settle. */
  private static final double PROBATION = 0.15;

  /** Series longer than this have no longer probation. */
  private static final int PROBATION_ROWS = 5000;

  /** Checks the lengths. */
  public NabSeries {
    timestamps = List.copyOf(timestamps);
    if (timestamps.size() != values.length) {
      throw new IllegalArgumentException(
          "%s has %d timestamps, but %d values".formatted(name, timestamps.size(), values.length));
    }
  }

  /** Number of rows. */
  public int rows() {
    return values.length;
  }

  /** Rows at the beginning that are not scored: 15 %, at most 750. */
  public int probationRows() {
    return (int) Math.min(Math.floor(PROBATION * rows()), PROBATION * PROBATION_ROWS);
  }

  /** The timestamp of a row, read as UTC, in milliseconds since 1970. */
  public long millis(int row) {
    return LocalDateTime.parse(timestamps.get(row), FORMAT)
        .toInstant(ZoneOffset.UTC)
        .toEpochMilli();
  }
}
