package io.thalweg.streams.cli.bench.core;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures contestants against each other. After a warm-up every round has a turn of each, so that
 * a machine that gets slower or busier does so for all of them. A turn has as many repetitions as
 * fit into its length, counted once, by the warm-up.
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
    List<Lane> lanes = new ArrayList<>();
    contestants.forEach(
        (library, contestant) ->
            lanes.add(
                new Lane(library, contestant, warmUp(contestant), new double[options.rounds()])));
    for (int round = 0; round < options.rounds(); round++) {
      for (Lane lane : lanes) {
        long nanos = lane.contestant().run(lane.repetitions());
        lane.micros()[round] = nanos / NANOS_PER_MICRO / lane.repetitions();
      }
    }
    Map<Library, Timing> timings = new EnumMap<>(Library.class);
    lanes.forEach(lane -> timings.put(lane.library(), Timing.of(lane.micros())));
    return timings;
  }

  /**
   * One contestant's turns.
   *
   * @param repetitions of every turn
   * @param micros per repetition, of every round
   */
  private record Lane(Library library, Contestant contestant, int repetitions, double[] micros) {}

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
