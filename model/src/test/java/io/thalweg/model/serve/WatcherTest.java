package io.thalweg.model.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.detect.Explanation;
import io.thalweg.model.item.EntityItems.Arrival;
import io.thalweg.model.item.Normaliser;
import io.thalweg.model.item.Reading;
import io.thalweg.model.item.SensorEntityItems;
import io.thalweg.model.learn.LearnerSettings;
import io.thalweg.model.snapshot.ServingModel;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import io.thalweg.model.testing.Pipelines;
import io.thalweg.model.testing.SineStream;
import io.thalweg.model.testing.Snapshots;
import io.thalweg.model.testing.StoredState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WatcherTest {
  private static final ServeSettings SETTINGS = Pipelines.serving(SineStream.ITEMS);

  private final Watcher watcher = new Watcher(SETTINGS);
  private final Scorer scorer = new Scorer(Snapshots.untrained(1, 1, Map.of(0, 50L)));

  private static byte[] bytes(Consumer<StateWriter> state) {
    StateWriter out = new StateWriter(1 << 14);
    state.accept(out);
    return out.toByteArray();
  }

  private static String print(Observation observation) {
    return "%s %s %s %s %s"
        .formatted(
            observation.arrival(),
            observation
                .served()
                .map(
                    s ->
                        s.snapshot().version()
                            + (s.inSample() ? " in " : " out ")
                            + Arrays.toString(s.embedding())),
            observation.surprise(),
            observation.probability(),
            observation.alert());
  }

  @Test
  void observe_withoutAVersion_onlyTakesTheReading() {
    EntityWatch watch = watcher.newEntity();

    for (Reading reading : new SineStream(1, 1, 0).readings(20)) {
      Observation observation = watcher.observe(watch, reading, null);
      assertThat(observation.arrival()).isEqualTo(Arrival.ON_TIME);
      assertThat(observation.served()).isEmpty();
      assertThat(observation.surprise()).isEmpty();
    }
    assertThat(watch.newestMillis()).isEqualTo(19_000);
  }

  @Test
  void observe_lateReading_changesNothing() {
    EntityWatch watch = watcher.newEntity();
    List<Reading> readings = new SineStream(1, 1, 0).readings(200);
    readings.forEach(reading -> watcher.observe(watch, reading, scorer));
    byte[] before = bytes(watch::writeTo);
    byte[] pool = bytes(watcher::writeTo);

    Observation observation = watcher.observe(watch, readings.get(100), scorer);

    assertThat(observation).isEqualTo(Observation.LATE);
    assertThat(bytes(watch::writeTo)).isEqualTo(before);
    assertThat(bytes(watcher::writeTo)).isEqualTo(pool);
  }

  @Test
  void observe_eventsTheVersionCovers_areEmbeddedButNotScored() {
    EntityWatch watch = watcher.newEntity();

    for (Reading reading : new SineStream(1, 1, 0).readings(80)) {
      Observation observation = watcher.observe(watch, reading, scorer);
      boolean inSample = reading.offset() < 50;
      assertThat(observation.served().orElseThrow().inSample()).isEqualTo(inSample);
      assertThat(observation.surprise().isPresent()).isEqualTo(!inSample);
      for (float value : observation.served().orElseThrow().embedding()) {
        assertThat(value).isFinite();
      }
    }
  }

  @Test
  void observe_eventsInSample_doNotTouchTheCalibration() {
    EntityWatch watch = watcher.newEntity();
    byte[] pool = bytes(watcher::writeTo);

    new SineStream(1, 1, 0)
        .readings(50)
        .forEach(reading -> watcher.observe(watch, reading, scorer));

    assertThat(bytes(watcher::writeTo)).isEqualTo(pool);
  }

  @Test
  void observe_missingReading_hasNoSurprise() {
    EntityWatch watch = watcher.newEntity();
    new SineStream(1, 1, 0)
        .readings(60)
        .forEach(reading -> watcher.observe(watch, reading, scorer));
    double[] gap = {Double.NaN, Double.NaN, Double.NaN};

    Observation observation = watcher.observe(watch, new Reading("e0", 60_000, gap, 0, 60), scorer);

    assertThat(observation.served()).isPresent();
    assertThat(observation.surprise()).isEmpty();
  }

  @Test
  void observe_newEntityUnderAVersion_startsFromItsPrior() {
    EntityWatch watch = watcher.newEntity();
    List<Reading> readings = new SineStream(1, 1, 0).readings(62).subList(60, 62);

    watcher.observe(watch, readings.get(0), scorer);

    Normaliser normaliser = ((SensorEntityItems) watch.items).normaliser();
    assertThat(normaliser.trusted(0)).isTrue();
    assertThat(normaliser.changeScale(2)).isCloseTo(15, within(1.0));
    assertThat(watcher.observe(watch, readings.get(1), scorer).surprise())
        .as("scored from the second reading on")
        .isPresent();
  }

  @Test
  void observe_changedVersion_rebuildsTheStateFromTheItemsKept() {
    Snapshot next = Snapshots.untrained(2, 2, Map.of());
    List<Reading> readings = new SineStream(1, 1, 0.05).readings(101);
    EntityWatch watch = watcher.newEntity();
    readings.subList(0, 100).forEach(reading -> watcher.observe(watch, reading, scorer));
    SensorEntityItems always = new SensorEntityItems(SineStream.ITEMS);
    always.startFrom(scorer.snapshot().scales(), ServeSettings.PRIOR_WEIGHT);
    ServingModel model = new ServingModel(next);
    float[] state = model.newState();
    float[] expected = new float[model.embeddingSize()];
    for (Reading reading : readings) {
      always.arrive(reading);
      model.step(state, always.items(), expected);
    }

    Observation observation = watcher.observe(watch, readings.get(100), new Scorer(next));

    // The convolution sees 4 items, 16 are kept: as if the version had served from the beginning.
    assertThat(observation.served().orElseThrow().embedding()).isEqualTo(expected);
    assertThat(observation.served().orElseThrow().snapshot().version()).isEqualTo(2);
  }

  private static final Spec GRU = new Spec("gru", Map.of("hidden", 8));

  private enum Restart {
    NEVER,
    FROM_WHOLE_STATES,
    FROM_BASES_AND_INPUTS
  }

  @Test
  void readFrom_afterAnyEvent_continuesIdentically() {
    assertContinues(Pipelines.learner(), Restart.FROM_WHOLE_STATES);
  }

  @Test
  void replay_afterAnyEvent_continuesIdentically() {
    assertContinues(Pipelines.learner(), Restart.FROM_BASES_AND_INPUTS);
  }

  /** A recurrent state is older than the items kept: it cannot be had from them. */
  @Test
  void replay_recurrentEncoder_continuesIdentically() {
    assertContinues(Pipelines.learner(GRU, 0, 1), Restart.FROM_BASES_AND_INPUTS);
  }

  /** Several entities, gaps, late events, changing versions; every state through its bytes. */
  private static void assertContinues(LearnerSettings learner, Restart restart) {
    List<Snapshot> versions = Snapshots.learned(learner, new SineStream(3, 3, 0.05), 2_000);
    assertThat(versions).hasSizeGreaterThanOrEqualTo(2);
    List<Reading> readings = new ArrayList<>(new SineStream(3, 3, 0.05).readings(1_500));
    for (int i = 400; i < readings.size(); i += 97) {
      Reading old = readings.get(i - 390);
      readings.set(i, new Reading(old.entity(), old.timestampMillis(), old.values(), 0, i));
    }
    List<String> straight = new Process(versions).observe(readings, Restart.NEVER);

    assertThat(new Process(versions).observe(readings, restart)).isEqualTo(straight);
    assertThat(straight).anyMatch(line -> line.startsWith("LATE"));
    assertThat(straight).anyMatch(line -> line.contains("TailProbability"));
  }

  /** Serves from event 500 on, each version for 500 events. */
  private static final class Process {
    private final List<Scorer> scorers = new ArrayList<>();
    private final List<Snapshot> versions;
    private final Map<String, EntityWatch> watches = new TreeMap<>();
    private final Map<String, StoredState> stored = new TreeMap<>();
    private final StoredState storedPool = new StoredState();
    private Watcher watcher = new Watcher(SETTINGS);

    Process(List<Snapshot> versions) {
      this.versions = versions;
      prepare();
    }

    private void prepare() {
      scorers.clear();
      versions.forEach(version -> scorers.add(new Scorer(version)));
    }

    List<String> observe(List<Reading> readings, Restart restart) {
      List<String> observations = new ArrayList<>();
      for (Reading reading : readings) {
        if (reading.offset() % 3 == 0) {
          restart(restart, reading.offset() % 60 == 0);
        }
        EntityWatch watch =
            watches.computeIfAbsent(reading.entity(), entity -> watcher.newEntity());
        Observation seen = watcher.observe(watch, reading, scorer(reading.offset()));
        observations.add(print(seen));
        if (seen.arrival() != Arrival.LATE) {
          stored.computeIfAbsent(reading.entity(), entity -> new StoredState()).save(watch);
          storedPool.save(watcher);
        }
      }
      restart(restart, true);
      readings.stream().skip(readings.size() - 3).forEach(last -> observeAgain(last, observations));
      watches.forEach(
          (entity, watch) -> observations.add(entity + Arrays.toString(bytes(watch::writeTo))));
      return observations;
    }

    /** Brings the encoder state of each entity up to date before the bytes are compared. */
    private void observeAgain(Reading reading, List<String> observations) {
      EntityWatch watch = watches.computeIfAbsent(reading.entity(), e -> watcher.newEntity());
      observations.add(print(watcher.observe(watch, reading, scorer(reading.offset()))));
    }

    private @Nullable Scorer scorer(long offset) {
      int interval = (int) (offset / 500);
      return interval == 0 ? null : scorers.get(Math.min(interval, scorers.size()) - 1);
    }

    /** What is not in the bytes is gone; scorers, too, now and then. */
    private void restart(Restart restart, boolean withScorers) {
      if (restart == Restart.NEVER) {
        return;
      }
      boolean whole = restart == Restart.FROM_WHOLE_STATES;
      byte[] pool = bytes(watcher::writeTo);
      watcher = new Watcher(SETTINGS);
      if (whole) {
        watcher.readFrom(new StateReader(pool));
      } else {
        storedPool.restore(watcher);
      }
      watches.replaceAll(
          (entity, watch) ->
              whole
                  ? copy(watch)
                  : stored.getOrDefault(entity, new StoredState()).restore(watcher.newEntity()));
      if (withScorers) {
        prepare();
      }
    }

    private EntityWatch copy(EntityWatch watch) {
      EntityWatch restored = watcher.newEntity();
      StateReader in = new StateReader(bytes(watch::writeTo));
      restored.readFrom(in);
      in.expectEnd();
      return restored;
    }
  }

  /**
   * 6,000 events at a rate of 1e-4 are expected to raise 0.6 alerts; 4 or more have a probability
   * of .0034 if the calibration holds.
   */
  @Test
  void observe_quietStream_raisesFewAlerts() {
    List<Explanation> alerts = new ArrayList<>();
    Scorer trained = trained();
    EntityWatch watch = watcher.newEntity();
    for (Reading reading : new SineStream(11, 1, 0).readings(7_000)) {
      watcher.observe(watch, unlearned(reading), trained).alert().ifPresent(alerts::add);
    }

    assertThat(alerts).hasSizeLessThanOrEqualTo(3);
  }

  /** Fifteen times the noise, within the range of the field: only its timing is wrong. */
  @Test
  void observe_plantedAnomaly_isAlertedAtOnceAndNamesTheField() {
    Scorer trained = trained();
    EntityWatch watch = watcher.newEntity();
    int planted = 6_001;
    Observation[] observations = new Observation[7_000];
    double range = 0;
    for (Reading reading : new SineStream(11, 1, 0).readings(7_000)) {
      double[] values = reading.values();
      range = Math.max(range, Math.abs(values[1] + 5));
      if (reading.offset() == planted) {
        values[1] += values[1] > -5 ? -1.5 : 1.5;
        assertThat(Math.abs(values[1] + 5)).as("inside the usual range").isLessThan(range);
      }
      observations[(int) reading.offset()] = watcher.observe(watch, unlearned(reading), trained);
    }

    Explanation alert = observations[planted].alert().orElseThrow();
    assertThat(alert.contributions().get(0).field()).isEqualTo("b");
    assertThat(alert.probability().p()).isLessThan(1e-4);
    assertThat(observations[planted - 1].alert()).isEmpty();
  }

  private static Scorer trained() {
    LearnerSettings settings = Pipelines.learner();
    List<Snapshot> versions = Snapshots.learned(settings, new SineStream(3, 3, 0), 6_100);
    return new Scorer(versions.get(versions.size() - 1));
  }

  /** The same event in a partition the version has learned nothing of. */
  private static Reading unlearned(Reading reading) {
    return new Reading(
        reading.entity(), reading.timestampMillis(), reading.values(), 9, reading.offset());
  }

  @Test
  void readFrom_moreItemsThanKept_isRefused() {
    EntityWatch watch = watcher.newEntity();
    byte[] state = bytes(watch::writeTo);
    int count = bytes(watch.items::writeTo).length + 1;
    state[count] = 99; // where there were none

    assertThatThrownBy(() -> watcher.newEntity().readFrom(new StateReader(state)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("99 floats");
  }
}
