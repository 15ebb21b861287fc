package io.thalweg.model.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.item.FieldMap;
import io.thalweg.model.item.Reading;
import io.thalweg.model.item.SensorItems;
import io.thalweg.model.item.TextItems;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.testing.FieldChange;
import io.thalweg.model.testing.Pipelines;
import io.thalweg.model.testing.SineStream;
import io.thalweg.model.testing.Snapshots;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A version of fields a, b, c serves readings with d, c, b, a. */
final class ScorerFieldChangeTest {
  private static final SineStream STREAM = new SineStream(7, 1, 0.02);
  private static final int BEFORE = 300;
  private static final int AFTER = 60;

  private static Snapshot version() {
    List<Snapshot> versions =
        Snapshots.learned(Pipelines.learner(), new SineStream(7, 3, 0.02), 3_000);
    return versions.get(versions.size() - 1);
  }

  /** Of another partition than was learned: a version does not score what it has learned. */
  private static List<Reading> readings(String letters) {
    return FieldChange.readings(STREAM, BEFORE + AFTER, letters).stream()
        .map(r -> new Reading(r.entity(), r.timestampMillis(), r.values(), 1, r.offset()))
        .toList();
  }

  @Test
  void observe_versionOfOtherFields_embedsAndExpectsAsBefore() {
    Snapshot version = version();
    Scorer same = new Scorer(version);
    Scorer mapped = Scorer.of(version, SensorItems.of(FieldChange.fields("dcba"))).orElseThrow();
    ServeSettings older = Pipelines.serving(SineStream.ITEMS);
    ServeSettings now = older.withItems(SensorItems.of(FieldChange.fields("dcba")));
    Watcher oldWatcher = new Watcher(older);
    Watcher newWatcher = new Watcher(now);
    List<Reading> oldReadings = readings("abc");
    List<Reading> newReadings = readings("dcba");
    EntityWatch watch = oldWatcher.newEntity();
    oldReadings.subList(0, BEFORE).forEach(reading -> oldWatcher.observe(watch, reading, same));
    EntityWatch changed = newWatcher.newEntity();
    changed.adopt(watch, FieldMap.between(older.items(), now.items()));

    int scored = 0;
    for (int i = BEFORE; i < BEFORE + AFTER; i++) {
      Observation expected = oldWatcher.observe(watch, oldReadings.get(i), same);
      Observation actual = newWatcher.observe(changed, newReadings.get(i), mapped);

      Observation.Served served = actual.served().orElseThrow();
      assertThat(served.snapshot().version()).isEqualTo(version.version());
      assertThat(served.snapshot().spaceId()).isEqualTo(version.spaceId());
      // Rounding of sums in another order, of values of order one.
      float[] embedding = expected.served().orElseThrow().embedding();
      for (int e = 0; e < embedding.length; e++) {
        assertThat(served.embedding()[e]).isCloseTo(embedding[e], within(1e-4f));
      }
      assertThat(actual.surprise().isPresent()).isEqualTo(expected.surprise().isPresent());
      if (actual.surprise().isPresent()) {
        scored++;
        // d is not scored: a missing value, for which the sum is scaled up, here by 4 / 3.
        assertThat(actual.surprise().getAsDouble() * 3 / 4)
            .isCloseTo(expected.surprise().getAsDouble(), within(1e-2));
      }
    }
    assertThat(scored).isEqualTo(AFTER);
  }

  @Test
  void of_sameFields_isTheVersionItself() {
    Snapshot version = version();

    assertThat(Scorer.of(version, SensorItems.of(version.fields())).orElseThrow().snapshot())
        .isSameAs(version);
  }

  @Test
  void of_noFieldInCommon_servesNothing() {
    assertThat(Scorer.of(version(), SensorItems.of(FieldChange.fields("d")))).isEmpty();
  }

  @Test
  void of_otherItems_isEmpty() {
    TextItems texts = TextItems.of(Spec.of("text"), Duration.ZERO);

    assertThat(Scorer.of(version(), texts)).isEmpty();
  }
}
