package io.thalweg.streams.cli.bench.core;

import java.util.Arrays;

/**
 * Microseconds of one repetition over several rounds.
 *
 * @param best fastest round
 * @param median middle round; of an even number the slower of the two
 */
record Timing(double best, double median) {

  /**
   * @param rounds microseconds per repetition, at least one round; untouched
   */
  static Timing of(double[] rounds) {
    if (rounds.length == 0) {
      throw new IllegalArgumentException("a timing needs at least one round");
    }
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    return new Timing(sorted[0], sorted[sorted.length / 2]);
  }
}
