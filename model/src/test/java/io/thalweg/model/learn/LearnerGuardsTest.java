package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.LearnInput;
import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import io.thalweg.model.learn.LearnEffect.Decision;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.testing.Pipelines;
import io.thalweg.model.testing.SineStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /** A weight of the encoder that is not a number: no segment can be scored. */
  private static Learner broken(Learner learner) {
    return Learners.withParameters(SETTINGS, learner, p -> p[0] = Float.NaN);
  }

  private static LearnEffect.Report lastReport(List<LearnEffect> effects) {
    List<LearnEffect.Report> reports = Learners.reports(effects);
    return reports.get(reports.size() - 1);
  }

  @Test
  void fold_brokenWeights_refusesStepsAndCountsThem() {
    Learner learner = new Learner(SETTINGS);
    Learners.fold(learner, segments.subList(0, 40));
    assertThat(learner.steps()).isEqualTo(20);
    Learner broken = broken(learner);
    float[] before = broken.parameters();

    // 16 events a step: two segments of 8.
    Learners.fold(broken, segments.subList(40, 78));

    assertThat(broken.steps()).as("nineteen steps refused").isEqualTo(20);
    assertThat(broken.parameters()).as("nothing is written").isEqualTo(before);
  }

  @Test
  void fold_twentyRefusalsInARow_returnToTheLastVersion() {
    Learner learner = new Learner(SETTINGS);
    List<Decision> decisions = Learners.decisions(Learners.fold(learner, inputs.subList(0, 60)));
    Snapshot version = decisions.get(decisions.size() - 1).snapshot().orElseThrow();
    Learners.fold(learner, segments.subList(60, 64));
    assertThat(learner.parameters()).isNotEqualTo(version.parameters());
    long steps = learner.steps();
    Learner broken = broken(learner);

    Learners.fold(broken, segments.subList(64, 64 + 40));

    assertThat(broken.parameters()).isEqualTo(version.parameters());
    assertThat(broken.steps()).as("steps never go back").isEqualTo(steps);
    LearnEffect.Report report = lastReport(Learners.fold(broken, segments.subList(104, 240)));
    assertThat(report.rollbacks()).isEqualTo(1);
    assertThat(report.refusedSteps()).isEqualTo(20);
    assertThat(broken.steps()).isEqualTo(steps + 68);
    assertThat(report.huber()).as("and learns on").isLessThan(0.5 * report.persistenceHuber());
  }

  @Test
  void fold_refusalsBeforeTheFirstVersion_startAnew() {
    Learner learner = new Learner(SETTINGS);
    Learners.fold(learner, segments.subList(0, 20));
    float[] start = new Learner(SETTINGS).parameters();
    assertThat(learner.parameters()).isNotEqualTo(start);
    Learner broken = broken(learner);

    Learners.fold(broken, segments.subList(20, 60));

    assertThat(broken.parameters()).isEqualTo(start);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE})
  void fold_infiniteChanges_areClampedInInputAndTarget(float value) {
    Learner learner = new Learner(SETTINGS);
    List<Segment> spiked = new ArrayList<>(segments);
    for (int i = 100; i < 140; i++) {
      int anyChange = spiked.get(i).items().length - 3 - 6 * (i % 8);
      spiked.set(i, Learners.with(spiked.get(i), anyChange, value));
    }

    LearnEffect.Report report = lastReport(Learners.fold(learner, spiked));

    assertThat(report.refusedSteps()).isZero();
    assertThat(report.huber()).isLessThan(0.3 * report.persistenceHuber());
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
    int from = settings.architecture().closedFormOffset();
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

  /** The network would see the item it is to predict, and learn to copy it. */
  @Test
  void create_nextItemFromABidirectionalEncoder_isRefused() {
    LearnerSettings causal = LearnerSettings.of("p", new FieldSet(List.of("a", "b")));
    Spec encoder = new Spec("transformer", Map.of("attention", "bidirectional", "width", 8));
    Architecture leaks = new Architecture(4, encoder, Spec.of("next-item"), Spec.of("student-t"));

    assertThatThrownBy(
            () ->
                new LearnerSettings(
                    causal.pipeline(),
                    causal.items(),
                    leaks,
                    causal.length(),
                    causal.stride(),
                    causal.batch(),
                    causal.every(),
                    causal.replayBytes(),
                    causal.replayPolicy(),
                    causal.optimizer(),
                    causal.ema(),
                    causal.clip(),
                    causal.seed(),
                    causal.reportEvery(),
                    causal.gate()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs a causal encoder");
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
