package io.thalweg.model.serve;

import io.thalweg.model.detect.StudentTTail;
import io.thalweg.model.snapshot.Forecast;
import io.thalweg.model.snapshot.ServingModel;
import io.thalweg.model.snapshot.Snapshot;

/**
 * A version ready to serve and to score: the model with the tail tables of its fields. Making one
 * costs a few milliseconds; it is made once per version. Not thread-safe.
 */
public final class Scorer {
  private final ServingModel model;
  private final StudentTTail[] tails;

  /** Prepares a version. */
  public Scorer(Snapshot snapshot) {
    model = new ServingModel(snapshot);
    tails = new StudentTTail[model.targetSize()];
    for (int f = 0; f < tails.length; f++) {
      tails[f] = StudentTTail.of(model.tail(f));
    }
  }

  /** The version. */
  public Snapshot snapshot() {
    return model.snapshot();
  }

  ServingModel model() {
    return model;
  }

  /**
   * Negative log tail probability of each value under its forecast, unclamped; NaN where the value
   * or the forecast is missing.
   */
  void surprise(double[] values, Forecast forecast, double[] surprise) {
    for (int f = 0; f < tails.length; f++) {
      double z = (values[f] - forecast.expected()[f]) / forecast.scale()[f];
      surprise[f] = Double.isNaN(z) ? Double.NaN : tails[f].surprise(z);
    }
  }
}
