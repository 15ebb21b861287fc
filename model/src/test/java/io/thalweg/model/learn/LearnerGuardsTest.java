package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.item.LearnInput;
import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import io.thalweg.model.learn.LearnEffect.Decision;
import io.thalweg.model.learn.LearnEffect.Outcome;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.testing.Pipelines;
import io.thalweg.model.testing.SineStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Absurd inputs do not destroy weights. */
final class LearnerGuardsTest {
  /** Without an autoregression, which clamps what it leaves over, targets are learned as given. */
  private static final LearnerSettings SETTINGS = Pipelines.learner(Pipelines.SMALL_CONV, 0, 1);

  private final List<LearnInput> inputs =
      Pipelines.inputs(SETTINGS, new SineStream(5, 3, 0).readings(3_000), 200);
  private final List<Segment> segments = Learners.segments(inputs);

  /** The change of field 0 in the last item is infinite. */
  private static Segment poisoned(Segment segment) {
    return Learners.with(segment, segment.items().length - 3, Float.POSITIVE_INFINITY);
  }

  @Test
  void fold_oneInfiniteTarget_refusesItsStepAndIsNotReplayed() {
    Learner learner = new Learner(SETTINGS);
    Learners.fold(learner, segments.subList(0, 40));
    assertThat(learner.steps()).isEqualTo(20);
    float[] before = learner.parameters();

    // 16 events a step: two segments of 8. None of the two is the fourth, held back.
    Learners.fold(learner, List.of(poisoned(segments.get(40)), segments.get(41)));
    assertThat(learner.steps()).as("the step is refused").isEqualTo(20);
    assertThat(learner.parameters()).isEqualTo(before);

    List<LearnEffect> effects = Learners.fold(learner, segments.subList(42, 240));
    List<LearnEffect.Report> reports = Learners.reports(effects);
    assertThat(reports.get(reports.size() - 1).refusedSteps()).isEqualTo(1);
    assertThat(learner.steps()).as("every later step is taken").isEqualTo(20 + 99);
    assertThat(learner.parameters()).doesNotContain(Float.NaN);
  }

  @Test
  void fold_twentyRefusalsInARow_returnToTheLastVersion() {
    Learner learner = new Learner(SETTINGS);
    List<Decision> decisions = Learners.decisions(Learners.fold(learner, inputs.subList(0, 60)));
    Snapshot version = decisions.get(decisions.size() - 1).snapshot().orElseThrow();
    Learners.fold(learner, segments.subList(60, 64));
    float[] later = learner.parameters();
    long steps = learner.steps();
    assertThat(later).isNotEqualTo(version.parameters());

    for (int i = 0; i < 19; i++) {
      refuseOne(learner, 100 + 4 * i);
    }
    assertThat(learner.parameters()).as("nineteen are borne").isEqualTo(later);
    refuseOne(learner, 180);

    assertThat(learner.parameters()).isEqualTo(version.parameters());
    assertThat(learner.steps()).as("steps never go back").isEqualTo(steps);
    List<LearnEffect> effects = Learners.fold(learner, segments.subList(200, 240));
    LearnEffect.Report report = Learners.reports(effects).get(0);
    assertThat(report.rollbacks()).isEqualTo(1);
    // Poisoned segments that were held back are let go one by one, and refused in their turn.
    assertThat(report.refusedSteps()).isBetween(20L, 24L);
    assertThat(learner.steps()).isGreaterThan(steps);
  }

  /** Four segments poisoned but for what is held back: at least one refused step. */
  private void refuseOne(Learner learner, int from) {
    long refused = refused(learner);
    int i = from;
    while (refused(learner) == refused) {
      learner.fold(poisoned(segments.get(i++ % segments.size())), effect -> {});
    }
    assertThat(refused(learner)).isEqualTo(refused + 1);
  }

  /** Read from the end of the checkpoint: refused steps, refusals in a row, rollbacks. */
  private static long refused(Learner learner) {
    byte[] checkpoint = Learners.checkpoint(learner);
    return java.nio.ByteBuffer.wrap(checkpoint)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .getLong(checkpoint.length - 2 * Long.BYTES - Integer.BYTES);
  }

  @Test
  void fold_refusalsBeforeTheFirstVersion_startAnew() {
    Learner learner = new Learner(SETTINGS);
    Learners.fold(learner, segments.subList(0, 20));
    float[] start = new Learner(SETTINGS).parameters();
    assertThat(learner.parameters()).isNotEqualTo(start);

    for (int i = 0; i < 20; i++) {
      refuseOne(learner, 100 + 4 * i);
    }

    assertThat(learner.parameters()).isEqualTo(start);
  }

  /** The closed-form part keeps sums: an infinity among them would stay for ever. */
  @ParameterizedTest
  @ValueSource(floats = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e38f})
  void fold_infiniteLevels_leaveTheClosedFormLearning(float value) {
    LearnerSettings settings = Pipelines.learner();
    Learner learner = new Learner(settings);
    List<Segment> all =
        Learners.segments(
            Pipelines.inputs(settings, new SineStream(5, 3, 0).readings(3_000), 10_000));
    Learners.fold(learner, all.subList(0, 40));
    int level = all.get(40).items().length - 6;
    Learners.fold(learner, List.of(Learners.with(all.get(40), level, value)));
    float[] before = autoregression(settings, learner);

    List<LearnEffect> effects = Learners.fold(learner, all.subList(41, 300));

    float[] after = autoregression(settings, learner);
    assertThat(after).isNotEqualTo(before);
    for (float weight : after) {
      assertThat(weight).isFinite();
    }
    List<LearnEffect.Report> reports = Learners.reports(effects);
    LearnEffect.Report last = reports.get(reports.size() - 1);
    assertThat(last.huber()).isLessThan(0.3 * last.persistenceHuber());
  }

  private static float[] autoregression(LearnerSettings settings, Learner learner) {
    float[] parameters = learner.parameters();
    int from = settings.architecture().autoregressionOffset();
    return java.util.Arrays.copyOfRange(parameters, from, parameters.length);
  }

  @Test
  void fold_absurdScales_leaveTheWeightsFinite() {
    LearnerSettings settings = Pipelines.learner();
    List<Segment> all =
        Learners.segments(
            Pipelines.inputs(settings, new SineStream(5, 3, 0).readings(2_000), 10_000));
    Learner learner = new Learner(settings);
    ScalePrior absurd =
        new ScalePrior(
            new double[] {1e300, 0, 0}, new double[] {1e300, 1e-300, 1}, new double[] {1, 1, 1e-9});
    List<Segment> mixed = new ArrayList<>(all);
    for (int i = 10; i < mixed.size(); i += 7) {
      mixed.set(i, Learners.copy(mixed.get(i), mixed.get(i).items(), absurd));
    }

    Learners.fold(learner, mixed);

    for (float weight : learner.parameters()) {
      assertThat(weight).isFinite();
    }
  }

  @Test
  void fold_poisonAmongTheSegmentsHeldBack_isNotPublished() {
    Learner learner = new Learner(SETTINGS);
    Learners.fold(learner, segments.subList(0, 3));
    Learners.fold(learner, List.of(poisoned(segments.get(3))));

    List<LearnEffect> effects =
        Learners.fold(
            learner,
            List.of(
                inputs.stream().filter(i -> !(i instanceof Segment)).findFirst().orElseThrow()));

    assertThat(Learners.decisions(effects).get(0).outcome()).isEqualTo(Outcome.REFUSED_NOT_FINITE);
  }

  @Test
  void fold_segmentOfAnotherShape_isRefusedWithBothShapes() {
    Learner learner = new Learner(Pipelines.learner());
    Segment segment = segments.get(0);
    Segment longer =
        new Segment(
            "e",
            0,
            0,
            0,
            9,
            segment.context(),
            9,
            new float[6 * (segment.context() + 9)],
            segment.scales());

    assertThatThrownBy(() -> learner.fold(longer, effect -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9 items")
        .hasMessageContaining("8 items");
  }

  @Test
  void readFrom_otherFieldsOrSize_isRefused() {
    byte[] checkpoint = Learners.checkpoint(new Learner(SETTINGS));
    LearnerSettings other = Pipelines.learner();

    assertThatThrownBy(() -> Learners.restored(other, checkpoint))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not fit");
  }
}
