package io.thalweg.streams.cli.bench.core;

/** Something that can be done again and again, and says how long it took. Not thread-safe. */
@FunctionalInterface
interface Contestant {

  /** Does it {@code repetitions} times, and returns the nanoseconds all of them took. */
  long run(int repetitions);

  /** Timed in this process. */
  static Contestant of(Runnable once) {
    return repetitions -> {
      long start = System.nanoTime();
      for (int i = 0; i < repetitions; i++) {
        once.run();
      }
      return System.nanoTime() - start;
    };
  }
}
