package io.thalweg.model.serve;

import io.thalweg.model.detect.AlertState;
import io.thalweg.model.detect.Surprise;
import io.thalweg.model.detect.SurpriseCalibrator;
import io.thalweg.model.item.EntityItems;
import io.thalweg.model.item.FieldMap;
import io.thalweg.model.state.Journal;
import io.thalweg.model.state.Journaled;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * All that serving remembers of one entity: its normaliser, its last items, the encoder's state and
 * forecast under the version that served it last, its calibration and its incident.
 *
 * <p>The encoder's state and the forecast are kept rather than derived: a recurrent encoder's state
 * is older than the items kept, and a restart must not change an embedding.
 *
 * <p>Stored as a base (about 14 KB at 38 fields) and up to {@value #MOST_INPUTS} inputs since (some
 * 350 bytes each): reading, surprise and incident. Replaying them needs no model: calibration and
 * normaliser go on from their bytes, and the encoder takes the items once it is known that the
 * version is still the same. When it is not, its state is rebuilt anyway. A change of version
 * itself makes a new base. Not thread-safe.
 */
public final class EntityWatch implements Journaled {
  private static final int MOST_INPUTS = 16;
  private static final int SURPRISED = 1;
  private static final int INCIDENT = 2;
  private static final int COMPARED = 4;

  final EntityItems items;
  final SurpriseCalibrator calibrator;
  final Expectation expectation;
  AlertState alerts = AlertState.QUIET;

  /** Version the encoder state and forecast belong to; 0 before the first. */
  long version;

  float[] encoderState = {};

  /** Whether the event taken last was compared with its forecast. */
  boolean compared;

  /** Surprise of the event taken last, if it had one. */
  @Nullable Surprise surprise;

  private final int itemSize;

  /** {@code [context, itemSize]}, oldest first, the first {@code kept} rows used. */
  private final float[] history;

  private int kept;

  /** Events replayed that the encoder has yet to take, oldest first; empty but after a restart. */
  private final ArrayDeque<float[]> missed = new ArrayDeque<>();

  private final Journal journal = new Journal(MOST_INPUTS);

  /** An entity of which nothing has been seen. */
  public EntityWatch(ServeSettings settings) {
    items = settings.items().newEntity();
    calibrator = new SurpriseCalibrator(settings.calibration());
    expectation = Expectation.of(items);
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

  void remember(float[] event) {
    int taken = Math.min(event.length, history.length); // the newest items, all that fit
    int older = Math.min(kept * itemSize, history.length - taken);
    System.arraycopy(history, kept * itemSize - older, history, 0, older);
    System.arraycopy(event, event.length - taken, history, older, taken);
    kept = (older + taken) / itemSize;
  }

  /**
   * Takes an event no version serves. The encoder does not see it, so that the next version has to
   * rebuild its state.
   */
  void rememberUnserved(float[] event) {
    if (version != 0) {
      leaveVersion();
    }
    remember(event);
  }

  private void leaveVersion() {
    version = 0;
    missed.clear();
    journal.requestBase();
  }

  /** Makes encoder state and forecast what they were before a restart, under the same version. */
  void catchUp(Scorer scorer) {
    if (missed.isEmpty()) {
      return;
    }
    float[] embedding = new float[scorer.model().embeddingSize()];
    while (!missed.isEmpty()) {
      scorer.model().step(encoderState, missed.remove(), embedding);
    }
    scorer.forecast(this);
  }

  /** Makes encoder state and forecast those of another version, from the items kept. */
  void moveTo(Scorer scorer) {
    leaveVersion();
    if (encoderState.length != scorer.model().stateSize()) {
      encoderState = new float[scorer.model().stateSize()];
    }
    scorer.model().rebuild(encoderState, history, kept);
    scorer.forecast(this);
    version = scorer.snapshot().version();
  }

  /**
   * Makes this, of which nothing has been seen, the same entity with other fields. The version's
   * state is made anew from the items kept. The calibration is kept where only the order of fields
   * has changed: a surprise summed over other fields is another statistic, for which it would give
   * wrong p-values.
   */
  public void adopt(EntityWatch older, FieldMap fields) {
    items.adopt(older.items, fields);
    int newest = Math.min(older.kept, history.length / itemSize);
    int end = older.kept * older.itemSize;
    int start = end - newest * older.itemSize;
    float[] rows = fields.items(java.util.Arrays.copyOfRange(older.history, start, end));
    System.arraycopy(rows, 0, history, 0, rows.length);
    kept = newest;
    alerts = older.alerts;
    expectation.adopt(older.expectation, fields);
    if (fields.keepsAll()) {
      StateReader calibration =
          StateReader.of(out -> older.calibrator.writeTo(out.room(SurpriseCalibrator.BYTES)));
      calibrator.readFrom(calibration.need(SurpriseCalibrator.BYTES));
    }
  }

  @Override
  public Journal journal() {
    return journal;
  }

  @Override
  public void writeInput(StateWriter out) {
    items.writeInput(out);
    out.writeByte(
        (surprise == null ? 0 : SURPRISED)
            | (alerts.open() ? INCIDENT : 0)
            | (compared ? COMPARED : 0));
    if (surprise != null) {
      surprise.writeTo(out.room(Surprise.BYTES));
    }
    if (alerts.open()) {
      alerts.writeTo(out.room(AlertState.BYTES));
    }
    if (compared) {
      expectation.writeInput(out);
    }
  }

  @Override
  public void replay(StateReader in) {
    items.replay(in);
    int has = in.readByte();
    if ((has & SURPRISED) != 0) {
      calibrator.observe(Surprise.readFrom(in.need(Surprise.BYTES)));
    }
    boolean open = (has & INCIDENT) != 0;
    alerts = open ? AlertState.readFrom(in.need(AlertState.BYTES)) : AlertState.QUIET;
    if ((has & COMPARED) != 0) {
      expectation.replay(in);
    }
    float[] event = items.items();
    remember(event);
    if (version != 0) {
      missed.add(event.clone());
    }
  }

  @Override
  public void writeTo(StateWriter out) {
    items.writeTo(out);
    out.writeItems(history, 0, kept * itemSize);
    out.writeLong(version).writeItems(encoderState, 0, encoderState.length);
    expectation.writeTo(out);
    calibrator.writeTo(out.room(SurpriseCalibrator.BYTES));
    alerts.writeTo(out.room(AlertState.BYTES));
    out.writeInt(missed.size());
    missed.forEach(event -> out.writeItems(event, 0, event.length));
  }

  @Override
  public void readFrom(StateReader in) {
    items.readFrom(in);
    float[] rows = in.readItems();
    if (rows.length > history.length) {
      throw new IllegalStateException(
          "entity state has %d floats kept, at most %d fit".formatted(rows.length, history.length));
    }
    kept = rows.length / itemSize;
    System.arraycopy(rows, 0, history, 0, rows.length);
    version = in.readLong();
    encoderState = in.readItems();
    expectation.readFrom(in);
    calibrator.readFrom(in.need(SurpriseCalibrator.BYTES));
    alerts = AlertState.readFrom(in.need(AlertState.BYTES));
    missed.clear();
    for (int i = in.readCount(1); i > 0; i--) {
      missed.add(in.readItems());
    }
  }
}
