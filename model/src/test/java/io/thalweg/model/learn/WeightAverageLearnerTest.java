package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.item.LearnInput;
import io.thalweg.model.item.Segment;
import io.thalweg.model.learn.LearnEffect.Decision;
import io.thalweg.model.optim.WeightAverage;
import io.thalweg.model.testing.Pipelines;
import io.thalweg.model.testing.SineStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An average of the weights is published in their place. */
final class WeightAverageLearnerTest {
  private static final double EMA = 0.9;
  private static final LearnerSettings RAW = Pipelines.learner();
  private static final LearnerSettings SETTINGS =
      Pipelines.learner(RAW.architecture(), Pipelines.OPTIMIZER, ReplayPolicy.FIFO, EMA, 1);

  private final List<LearnInput> inputs =
      Pipelines.inputs(SETTINGS, new SineStream(5, 3, 0).readings(3_000), 200);

  @Test
  void fold_average_isPublishedAndLearningIsTheSame() {
    Learner averaged = new Learner(SETTINGS);
    Learner raw = new Learner(RAW);
    WeightAverage expected = new WeightAverage(raw.parameters(), EMA);
    int published = 0;
    for (LearnInput input : inputs) {
      long before = raw.steps();
      List<Decision> decisions = Learners.decisions(Learners.fold(averaged, List.of(input)));
      Learners.fold(raw, List.of(input));
      assertThat(raw.steps() - before).as("one step at a time").isLessThanOrEqualTo(1);
      if (raw.steps() > before) {
        expected.add(raw.parameters());
      }
      for (Decision decision : decisions) {
        if (decision.snapshot().isPresent()) {
          assertThat(decision.snapshot().get().parameters()).isEqualTo(expected.weights());
          published++;
        }
      }
    }

    assertThat(published).isGreaterThan(2);
    assertThat(averaged.parameters()).isEqualTo(raw.parameters());
    assertThat(expected.weights()).isNotEqualTo(raw.parameters());
  }

  @Test
  void fold_rollback_returnsWeightsAndAverageToTheVersion() {
    Learner learner = new Learner(SETTINGS);
    List<Decision> decisions = Learners.decisions(Learners.fold(learner, inputs.subList(0, 60)));
    float[] version =
        decisions.get(decisions.size() - 1).snapshot().orElseThrow().parameters().clone();
    List<Segment> rest = Learners.segments(inputs.subList(60, inputs.size()));
    Learner broken = Learners.withParameters(SETTINGS, learner, p -> p[0] = Float.NaN);

    // Twenty refusals of 16 events: segments of 8.
    Learners.fold(broken, rest.subList(0, 40));

    assertThat(broken.parameters()).isEqualTo(version);
    // The first step from there weighs 9/10 in an average that has begun anew.
    Learners.fold(broken, rest.subList(40, 42));
    float[] stepped = broken.parameters();
    assertThat(stepped).isNotEqualTo(version);
    WeightAverage expected = new WeightAverage(version, EMA);
    expected.add(stepped);
    assertThat(published(broken)).isEqualTo(expected.weights());
  }

  /** The weights of the version the next boundary makes. */
  private float[] published(Learner learner) {
    LearnInput boundary =
        inputs.stream().filter(i -> !(i instanceof Segment)).reduce((a, b) -> b).orElseThrow();
    return Learners.decisions(Learners.fold(learner, List.of(boundary)))
        .get(0)
        .snapshot()
        .orElseThrow()
        .parameters();
  }

  @Test
  void readFrom_checkpointOfOtherParts_isRefusedWithBoth() {
    byte[] checkpoint = Learners.checkpoint(new Learner(RAW));

    assertThatThrownBy(() -> Learners.restored(SETTINGS, checkpoint))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "checkpoint of a learner with optimizer adam, fifo replay, no average does not fit one"
                + " with optimizer adam, fifo replay, an average");
  }
}
