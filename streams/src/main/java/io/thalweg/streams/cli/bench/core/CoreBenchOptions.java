package io.thalweg.streams.cli.bench.core;

/**
 * How thoroughly is measured.
 *
 * @param rounds measured rounds, at least 1
 * @param millis length of one contestant's round, at least 1
 */
record CoreBenchOptions(int rounds, int millis) {

  CoreBenchOptions {
    require("--rounds", rounds);
    require("--millis", millis);
  }

  private static void require(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "%s is %d, allowed is %d or more.".formatted(name, value, 1));
    }
  }
}
