package io.thalweg.model.serve;

import io.thalweg.model.detect.AlertPolicy;
import io.thalweg.model.detect.CalibrationSettings;
import io.thalweg.model.item.ItemSettings;

/**
 * How events are served.
 *
 * @param items how readings become items; the same as in learning
 * @param context past items kept per entity, to rebuild its state when the version changes
 * @param calibration of surprises
 * @param alerts when a p-value is an alert
 * @param topParts fields or patches an alert explains, at least 1
 */
public record ServeSettings(
    ItemSettings items,
    int context,
    CalibrationSettings calibration,
    AlertPolicy alerts,
    int topParts) {

  /** The same for other items. */
  public ServeSettings withItems(ItemSettings others) {
    return new ServeSettings(others, context, calibration, alerts, topParts);
  }

  /** Readings that a prior from other entities counts for. */
  static final int PRIOR_WEIGHT = 16;

  /** Checks the ranges. */
  public ServeSettings {
    if (context < 1 || topParts < 1) {
      throw new IllegalArgumentException(
          "context and topParts must be at least 1, not %d and %d".formatted(context, topParts));
    }
  }
}
