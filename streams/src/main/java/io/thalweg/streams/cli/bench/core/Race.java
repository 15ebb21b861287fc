package io.thalweg.streams.cli.bench.core;

import java.util.EnumMap;
import java.util.Map;

/**
 * Measures contestants against each other. After a warm-up every round has a turn of each, so that a
 * machine that gets slower or busier does so for all of them. A turn has as many repetitions as fit
 * into its length, counted once, by the warm-up.
 */
final class Race {
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double NANOS_PER_MILLI = 1e6;

  /** Turns a warm-up takes: enough for the JIT to compile what is hot. */
  private static final int WARM_UP_TURNS = 10;

  private final CoreBenchOptions options;

  Race(CoreBenchOptions options) {
    this.options = options;
  }

  /** Best and median of each. */
  Map<Library, Timing> run(Map<Library, Contestant> contestants) {
    Map<Library, Integer> repetitions = new EnumMap<>(Library.class);
    Map<Library, double[]> micros = new EnumMap<>(Library.class);
    contestants.forEach(
        (library, contestant) -> {
          repetitions.put(library, warmUp(contestant));
          micros.put(library, new double[options.rounds()]);
        });
    for (int round = 0; round < options.rounds(); round++) {
      for (Map.Entry<Library, double[]> entry : micros.entrySet()) {
        int times = repetitions.get(entry.getKey());
        long nanos = contestants.get(entry.getKey()).run(times);
        entry.getValue()[round] = nanos / NANOS_PER_MICRO / times;
      }
    }
    Map<Library, Timing> timings = new EnumMap<>(Library.class);
    micros.forEach((library, rounds) -> timings.put(library, Timing.of(rounds)));
    return timings;
  }

  /** Repetitions that fill a turn. */
  private int warmUp(Contestant contestant) {
    double turn = options.millis() * NANOS_PER_MILLI;
    double spent = 0;
    int times = 1;
    while (true) {
      double nanos = Math.max(1, contestant.run(times));
      spent += nanos;
      if (spent > WARM_UP_TURNS * turn) {
        return (int) Math.max(1, times * turn / nanos);
      }
      times = (int) Math.max(1, Math.min(2.0 * times, times * turn / nanos));
    }
  }
}
