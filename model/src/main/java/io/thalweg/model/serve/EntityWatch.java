package io.thalweg.model.serve;

import io.thalweg.model.detect.AlertState;
import io.thalweg.model.detect.SurpriseCalibrator;
import io.thalweg.model.item.EntityItems;
import io.thalweg.model.snapshot.Forecast;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/**
 * All that serving remembers of one entity: its normaliser, its last items, the encoder's state and
 * forecast under the version that served it last, its calibration and its incident.
 *
 * <p>The encoder's state and the forecast are kept rather than derived: a recurrent encoder's state
 * is older than the items kept, and a restart must not change an embedding. Bytes: about 13 KB at
 * 38 fields. Not thread-safe.
 */
public final class EntityWatch {
  final EntityItems items;
  final SurpriseCalibrator calibrator;
  final Forecast forecast;
  AlertState alerts = AlertState.QUIET;

  /** Version the encoder state and forecast belong to; 0 before the first. */
  long version;

  float[] encoderState = {};

  private final int itemSize;

  /** {@code [context, itemSize]}, oldest first, the first {@code kept} rows used. */
  private final float[] history;

  private int kept;

  /** An entity of which nothing has been seen. */
  public EntityWatch(ServeSettings settings) {
    items = new EntityItems(settings.items());
    calibrator = new SurpriseCalibrator(settings.calibration());
    forecast = new Forecast(settings.items().fields().size());
    itemSize = settings.items().itemSize();
    history = new float[settings.context() * itemSize];
  }

  /** Newest event time seen, milliseconds since 1970. */
  public long newestMillis() {
    return items.newestMillis();
  }

  /** Whether no item has been kept yet. */
  boolean isNew() {
    return kept == 0;
  }

  void remember(float[] item) {
    int full = history.length / itemSize;
    if (kept == full) {
      System.arraycopy(history, itemSize, history, 0, (full - 1) * itemSize);
      kept--;
    }
    System.arraycopy(item, 0, history, kept * itemSize, itemSize);
    kept++;
  }

  /** Makes encoder state and forecast those of another version, from the items kept. */
  void moveTo(Scorer scorer) {
    if (encoderState.length != scorer.model().stateSize()) {
      encoderState = new float[scorer.model().stateSize()];
    }
    scorer.model().rebuild(encoderState, history, kept);
    scorer.model().predict(encoderState, items.normaliser(), forecast);
    version = scorer.snapshot().version();
  }

  /** Appends the whole state. */
  public void writeTo(StateWriter out) {
    items.writeTo(out);
    out.writeInt(kept).writeFloats(history, 0, kept * itemSize);
    out.writeLong(version).writeInt(encoderState.length).writeFloats(encoderState);
    out.writeDoubles(forecast.expected())
        .writeDoubles(forecast.mean())
        .writeDoubles(forecast.scale());
    calibrator.writeTo(out.room(SurpriseCalibrator.BYTES));
    alerts.writeTo(out.room(AlertState.BYTES));
  }

  /** Replaces the whole state by one written under the same settings. */
  public void readFrom(StateReader in) {
    items.readFrom(in);
    int count = in.readInt();
    if (count < 0 || count > history.length / itemSize) {
      throw new IllegalStateException("entity state has %d items kept".formatted(count));
    }
    kept = count;
    float[] rows = in.readFloats(new float[kept * itemSize]);
    System.arraycopy(rows, 0, history, 0, rows.length);
    version = in.readLong();
    encoderState = in.readFloats(new float[in.readCount(Float.BYTES)]);
    in.readDoubles(forecast.expected());
    in.readDoubles(forecast.mean());
    in.readDoubles(forecast.scale());
    calibrator.readFrom(in.need(SurpriseCalibrator.BYTES));
    alerts = AlertState.readFrom(in.need(AlertState.BYTES));
  }
}
