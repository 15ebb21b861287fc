package io.thalweg.model.serve;

import io.thalweg.model.snapshot.Forecast;

/** Lets tests of other packages see what an entity's next reading is expected to be. */
public final class ForecastProbe {
  private ForecastProbe() {}

  /** The forecast made with the last event. */
  public static Forecast of(EntityWatch watch) {
    return ((ReadingExpectation) watch.expectation).forecast();
  }
}
