package io.thalweg.model.serve;

import io.thalweg.model.detect.StudentTTail;
import io.thalweg.model.item.FieldMap;
import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.snapshot.FieldMigration;
import io.thalweg.model.snapshot.Forecast;
import io.thalweg.model.snapshot.ServingModel;
import io.thalweg.model.snapshot.Snapshot;
import java.util.Optional;

/**
 * A version ready to serve and to score: the model with the tail tables of its fields. Making one
 * costs a few milliseconds; it is made once per version. Not thread-safe.
 */
public final class Scorer {
  private final ServingModel model;
  private final StudentTTail[] tails;

  /** Fields the version knows nothing of: they are not scored. */
  private final boolean[] unknown;

  /** Prepares a version. */
  public Scorer(Snapshot snapshot) {
    this(snapshot, new boolean[snapshot.fields().size()]);
  }

  private Scorer(Snapshot snapshot, boolean[] unknown) {
    this.unknown = unknown;
    model = new ServingModel(snapshot);
    tails = new StudentTTail[model.targetSize()];
    for (int f = 0; f < tails.length; f++) {
      tails[f] = StudentTTail.of(Math.min(StudentTTail.MAX_NU, model.tail(f)));
    }
  }

  /**
   * Prepares a version for events that become certain items. One that was learned from other fields
   * serves, too, until there is a newer one: to it, fields it does not know are missing, and those
   * that are gone are missing to it from now on. Its embeddings stay in their space. One that was
   * learned from other items (pictures of another size, tokens of another tokenizer) does not, and
   * nothing it has brought is looked at.
   *
   * @return empty when it knows none of the fields, or other items
   */
  public static Optional<Scorer> of(Snapshot snapshot, ItemSettings items) {
    if (!snapshot.architecture().items().equals(items.spec())) {
      return Optional.empty();
    }
    FieldSet fields = items.fields();
    if (snapshot.fields().equals(fields)) {
      return Optional.of(new Scorer(snapshot));
    }
    FieldMap map = FieldMap.between(snapshot.fields(), fields);
    if (!map.keepsAny()) {
      return Optional.empty();
    }
    int[] origins = map.origins();
    boolean[] unknown = new boolean[origins.length];
    for (int f = 0; f < unknown.length; f++) {
      unknown[f] = origins[f] == FieldMap.NEW;
    }
    return Optional.of(new Scorer(FieldMigration.snapshot(snapshot, fields), unknown));
  }

  /** The version. */
  public Snapshot snapshot() {
    return model.snapshot();
  }

  ServingModel model() {
    return model;
  }

  /** Whether events can be scored; a version that forecasts nothing embeds only. */
  boolean forecasts() {
    return model.forecasts() || model.forecastsFrames() || model.vocabulary() > 0;
  }

  /** Makes an entity's forecast what is expected to follow the items it took last. */
  void forecast(EntityWatch watch) {
    if (forecasts()) {
      watch.expectation.forecast(this, watch.encoderState);
    }
  }

  /**
   * Negative log tail probability of each value under its forecast, unclamped; NaN where the value
   * or the forecast is missing, or the field unknown to the version.
   */
  void surprise(double[] values, Forecast forecast, double[] surprise) {
    for (int f = 0; f < tails.length; f++) {
      if (unknown[f]) {
        surprise[f] = Double.NaN;
        continue;
      }
      double z = (values[f] - forecast.expected()[f]) / forecast.scale()[f];
      surprise[f] = Double.isNaN(z) ? Double.NaN : tails[f].surprise(z);
    }
  }
}
