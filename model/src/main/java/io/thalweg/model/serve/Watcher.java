package io.thalweg.model.serve;

import io.thalweg.model.detect.AlertPolicy;
import io.thalweg.model.detect.Explanation;
import io.thalweg.model.detect.PooledCalibrator;
import io.thalweg.model.detect.Surprise;
import io.thalweg.model.detect.TailProbability;
import io.thalweg.model.item.EntityItems.Arrival;
import io.thalweg.model.item.Reading;
import io.thalweg.model.snapshot.ServingModel;
import io.thalweg.model.state.Journal;
import io.thalweg.model.state.Journaled;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Embeds and watches the events of many entities, one cheap step each.
 *
 * <p>A version that forecasts nothing embeds only: no surprise, no alert.
 *
 * <p>One step: the reading is compared with what was forecast for it (a version scores only events
 * beyond those it covers), its surprise is calibrated (tested, then learned by the calibration),
 * the incident of its entity goes on or begins; then the reading becomes an item, the encoder takes
 * it, and the next reading is forecast. When the version has changed, the entity's state is first
 * rebuilt from its last items.
 *
 * <p>State: one {@link EntityWatch} per entity, owned by the caller, and the calibration pooled
 * over them, stored as a base and the surprises since. Deterministic given the order of events and
 * versions. Not thread-safe.
 */
public final class Watcher implements Journaled {
  private static final int MOST_INPUTS = 48;

  private final ServeSettings settings;
  private final PooledCalibrator pool;
  private final OneStep oneStep;
  private final Journal journal = new Journal(MOST_INPUTS);
  private float[] embedding = {};

  /** Surprise of the event taken last, if it had one, and its entity's recent mean. */
  private @Nullable Surprise lastSurprise;

  private double lastRecent;

  /** Watches under these settings; nothing has been seen. */
  public Watcher(ServeSettings settings) {
    this.settings = settings;
    pool = new PooledCalibrator(settings.calibration());
    oneStep = new OneStep(settings.items().valuesPerEvent());
  }

  /** An entity of which nothing has been seen. */
  public EntityWatch newEntity() {
    return new EntityWatch(settings);
  }

  /**
   * Takes one event.
   *
   * @param watch its entity's state, updated unless the event is late
   * @param reading the event
   * @param scorer the version that is to serve it, or null while there is none
   */
  public Observation observe(EntityWatch watch, Reading reading, @Nullable Scorer scorer) {
    Arrival arrival = watch.items.arrive(reading);
    if (arrival == Arrival.LATE) {
      return Observation.LATE;
    }
    watch.surprise = null;
    watch.compared = false;
    lastSurprise = null;
    if (scorer == null) {
      watch.rememberUnserved(watch.items.items());
      return Observation.nothing(arrival);
    }
    prepare(watch, scorer);
    boolean inSample = scorer.snapshot().covers(reading.partition(), reading.offset());
    Optional<Surprise> surprise =
        inSample || !scorer.forecasts() ? Optional.empty() : surprise(watch, scorer);
    Optional<TailProbability> probability = surprise.flatMap(s -> calibrate(watch, s));
    Optional<Explanation> alert = probability.flatMap(p -> alert(watch, reading, p));
    embed(watch, scorer);
    return new Observation(
        arrival,
        Optional.of(new Observation.Served(scorer.snapshot(), inSample, embedding)),
        surprise.isPresent() ? OptionalDouble.of(surprise.get().sum()) : OptionalDouble.empty(),
        probability,
        alert);
  }

  private void prepare(EntityWatch watch, Scorer scorer) {
    if (watch.version == scorer.snapshot().version()) {
      watch.catchUp(scorer);
      return;
    }
    if (watch.isNew()) {
      watch.items.startFrom(scorer.snapshot().scales(), ServeSettings.PRIOR_WEIGHT);
    }
    watch.moveTo(scorer);
  }

  /** The event scored last, that is with a surprise, beside its forecast. */
  public OneStep oneStep() {
    return oneStep;
  }

  private Optional<Surprise> surprise(EntityWatch watch, Scorer scorer) {
    Expectation expectation = watch.expectation;
    expectation.compare(oneStep);
    Optional<Surprise> surprise = expectation.surprise(scorer, watch.encoderState);
    expectation.learn();
    watch.compared = true;
    return surprise;
  }

  private Optional<TailProbability> calibrate(EntityWatch watch, Surprise surprise) {
    Optional<TailProbability> probability = pool.assess(watch.calibrator, surprise);
    pool.observe(watch.calibrator, surprise);
    watch.surprise = surprise;
    lastSurprise = surprise;
    lastRecent = watch.calibrator.recent();
    return probability;
  }

  private Optional<Explanation> alert(
      EntityWatch watch, Reading reading, TailProbability probability) {
    AlertPolicy.Verdict verdict =
        settings.alerts().decide(watch.alerts, probability.p(), reading.timestampMillis());
    watch.alerts = verdict.state();
    if (verdict.decision() != AlertPolicy.Decision.RAISED) {
      return Optional.empty();
    }
    return Optional.of(watch.expectation.explain(settings.topParts(), probability));
  }

  private void embed(EntityWatch watch, Scorer scorer) {
    ServingModel model = scorer.model();
    if (embedding.length != model.embeddingSize()) {
      embedding = new float[model.embeddingSize()];
    }
    float[] items = watch.items.items();
    watch.remember(items);
    watch.expectation.take(scorer, watch.encoderState, items, embedding);
    scorer.forecast(watch);
  }

  @Override
  public Journal journal() {
    return journal;
  }

  @Override
  public void writeInput(StateWriter out) {
    out.writeByte(lastSurprise == null ? 0 : 1);
    if (lastSurprise != null) {
      lastSurprise.writeTo(out.room(Surprise.BYTES));
      out.writeDouble(lastRecent);
    }
  }

  @Override
  public void replay(StateReader in) {
    if (in.readByte() != 0) {
      Surprise surprise = Surprise.readFrom(in.need(Surprise.BYTES));
      pool.observe(surprise, in.readDouble());
    }
  }

  /** Appends the state that is not an entity's own. */
  @Override
  public void writeTo(StateWriter out) {
    pool.writeTo(out.room(PooledCalibrator.BYTES));
  }

  /** Replaces the state that is not an entity's own. */
  @Override
  public void readFrom(StateReader in) {
    pool.readFrom(in.need(PooledCalibrator.BYTES));
  }
}
