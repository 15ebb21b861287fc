package io.thalweg.model.optim;

import io.thalweg.model.spec.Spec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads a learning-rate schedule from the options of an optimizer: {@code schedule}, {@code rate}
 * (the peak), {@code warm.up}, and what the schedule itself takes.
 */
final class Schedules {
  private static final String DEFAULT = "inverse-square-root";
  private static final int MOST_STEPS = 1_000_000_000;

  /** What each takes besides the rate and the warm-up. */
  private static final Map<String, List<String>> OPTIONS =
      Map.of(
          "constant",
          List.of(),
          DEFAULT,
          List.of("hold", "floor"),
          "cosine",
          List.of("steps", "floor"),
          "cosine-restarts",
          List.of("period", "factor", "floor"));

  private Schedules() {}

  /**
   * @param optimizer the options
   * @param rate peak when none is given
   * @param own options of the optimizer itself, besides those of its schedule
   */
  static Schedule of(Spec optimizer, double rate, String... own) {
    String name =
        optimizer.word(
            "schedule", DEFAULT, OPTIONS.keySet().stream().sorted().toArray(String[]::new));
    Stream<String> known =
        Stream.concat(
            Stream.of("schedule", "rate", "warm.up"),
            Stream.concat(OPTIONS.getOrDefault(name, List.of()).stream(), Stream.of(own)));
    optimizer.allow(known.toArray(String[]::new));
    double peak = optimizer.number("rate", rate, 1e-7, 1);
    int warmUp = optimizer.integer("warm.up", 50, 1, 1_000_000);
    return Schedule.warmUp(peak, warmUp, named(name, optimizer, peak));
  }

  private static Schedule named(String name, Spec spec, double peak) {
    return switch (name) {
      case "constant" -> Schedule.constant(peak);
      case "cosine" ->
          new Cosine(peak, spec.integer("steps", 100_000, 1, MOST_STEPS), floor(spec, 0));
      case "cosine-restarts" ->
          new CosineRestarts(
              peak,
              spec.integer("period", 1_000, 1, MOST_STEPS),
              spec.number("factor", 2, 1, 100),
              floor(spec, 0));
      default ->
          new InverseSquareRoot(peak, spec.integer("hold", 1_000, 1, MOST_STEPS), floor(spec, 0.1));
    };
  }

  private static double floor(Spec spec, double otherwise) {
    return spec.number("floor", otherwise, 0, 1);
  }
}
