package io.thalweg.streams.cli.bench;

/**
 * What is measured.
 *
 * @param records events on the topic for every throughput run, at least 1,000
 * @param repeat measured runs of each topology after the warm-up run, at least 1
 * @param rate events per second of the latency runs, at least 1
 * @param seconds length of each latency run; 0: none
 */
record BenchOptions(int records, int repeat, int rate, int seconds) {
  private static final int FEWEST_RECORDS = 1_000;

  BenchOptions {
    require("--records", records, FEWEST_RECORDS);
    require("--repeat", repeat, 1);
    require("--rate", rate, 1);
    require("--seconds", seconds, 0);
  }

  private static void require(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %d, allowed is %d or more.".formatted(name, value, least));
    }
  }
}
