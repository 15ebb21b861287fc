package io.thalweg.model.evaluate;

import java.util.List;

/**
 * A detector's result on the corpus, for one profile and one threshold.
 *
 * @param profile what the weights were
 * @param threshold rows whose score is at least this are alerts
 * @param score 0 for a detector that never alerts, 100 for one that alerts exactly at the first row
 *     of every window; may be negative
 * @param raw the sum that {@code score} is made of
 * @param windows labelled windows in the corpus
 * @param windowsFound windows with at least one alert
 * @param counts rows by outcome
 * @param files one result per file, in the corpus's order
 */
public record NabResult(
    NabProfile profile,
    double threshold,
    double score,
    double raw,
    int windows,
    int windowsFound,
    NabCounts counts,
    List<FileResult> files) {
  /** Copies the list. */
  public NabResult {
    files = List.copyOf(files);
  }

  /**
   * One file's part.
   *
   * @param name path in the corpus
   * @param raw its part of the sum
   * @param windowsFound its windows with at least one alert
   * @param counts rows by outcome
   */
  public record FileResult(String name, double raw, int windowsFound, NabCounts counts) {}
}
