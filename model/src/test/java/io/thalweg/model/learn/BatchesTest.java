package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.Segment;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.testing.Pipelines;
import io.thalweg.model.testing.SineStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BatchesTest {
  private static final int FILLS = 500;

  private static LearnerSettings settings(String task, String objective) {
    Architecture architecture =
        new Architecture(
            SineStream.ITEMS.itemSize(), Pipelines.SMALL_CONV, Spec.of(task), Spec.of(objective));
    return Pipelines.learner(architecture, Pipelines.OPTIMIZER, ReplayPolicy.FIFO, 0, 1);
  }

  private static List<Segment> segments(LearnerSettings settings) {
    return Learners.segments(
        Pipelines.inputs(settings, new SineStream(7, 3, 0.05).readings(600), 10_000));
  }

  /** Batches with two batches' worth of segments remembered, and none waiting. */
  private static Batches remembering(LearnerSettings settings) {
    Batches batches = new Batches(settings);
    List<Segment> segments = segments(settings);
    for (int i = 0; i < 2 * settings.batch(); i++) {
      batches.enqueue(segments.get(i));
      if (i % settings.batch() == settings.batch() - 1) {
        int fresh = batches.fill(new SplittableRandom(1));
        assertThat(fresh).isEqualTo(settings.batch());
        batches.remember(fresh, new double[fresh]);
      }
    }
    return batches;
  }

  private static int fillsWithASegmentTwice(LearnerSettings settings) {
    Batches batches = remembering(settings);
    int twice = 0;
    for (int i = 0; i < FILLS; i++) {
      assertThat(batches.fill(new SplittableRandom(i))).isZero();
      Set<Segment> different = new HashSet<>(List.of(batches.segments()));
      twice += different.size() < settings.batch() ? 1 : 0;
    }
    return twice;
  }

  /** Twice the same would be told from itself. A choice among twice as many may still fail. */
  @Test
  void fill_whereSegmentsAreCompared_hardlyEverTakesOneTwice() {
    int compared = fillsWithASegmentTwice(settings("two-view", "info-nce"));
    int predicted = fillsWithASegmentTwice(settings("next-item", "student-t"));

    assertThat(compared).isLessThan(FILLS / 20);
    assertThat(predicted).as("drawn with replacement").isGreaterThan(FILLS / 4);
  }

  @Test
  void fill_withNothingRemembered_repeatsTheFreshWithoutWeight() {
    LearnerSettings settings = settings("next-item", "student-t");
    Batches batches = new Batches(settings);
    Segment only = segments(settings).get(0);
    batches.enqueue(only);

    assertThat(batches.fill(new SplittableRandom(1))).isEqualTo(1);

    assertThat(batches.segments()).containsOnly(only);
    assertThat(batches.weights()).startsWith(1f).endsWith(0f);
    assertThat(batches.isEmpty()).isTrue();
  }

  @Test
  void remember_aSegmentThatCannotBeScored_isNotReplayed() {
    LearnerSettings settings = settings("next-item", "student-t");
    Batches batches = new Batches(settings);
    batches.enqueue(segments(settings).get(0));
    batches.fill(new SplittableRandom(1));

    batches.remember(1, new double[] {Double.NaN});

    assertThat(batches.isEmpty()).isTrue();
  }
}
