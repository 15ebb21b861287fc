package io.thalweg.model.optim;

import io.thalweg.model.spec.Spec;

/** Reads a learning-rate schedule from the options of an optimizer. */
public final class Schedules {
  private Schedules() {}

  /** Options {@code rate}, {@code warm.up}, {@code hold}, {@code floor}; see {@link Schedule}. */
  public static Schedule of(Spec optimizer) {
    if (!optimizer.type().equals("adam")) {
      throw new IllegalArgumentException(
          "there is no optimizer '%s'; there is [adam]".formatted(optimizer.type()));
    }
    optimizer.allow("rate", "warm.up", "hold", "floor");
    return new Schedule(
        optimizer.number("rate", 1e-3, 1e-7, 1),
        optimizer.integer("warm.up", 50, 1, 1_000_000),
        optimizer.integer("hold", 1_000, 1, 1_000_000_000),
        optimizer.number("floor", 0.1, 0, 1));
  }
}
