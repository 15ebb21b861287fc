package io.thalweg.model.evaluate;

import java.io.IOException;

/** A detector under test: reads a series in order, and never its labels. */
@FunctionalInterface
public interface NabDetector {
  /**
   * Scores every row, each from what came up to and including it. Starts anew with each series.
   *
   * @return as many scores and alerts as the series has rows
   * @throws IOException if the detector could not run
   */
  NabScores run(NabSeries series) throws IOException;
}
