package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.LearnInput;
import io.thalweg.model.item.Segment;
import io.thalweg.model.testing.Pipelines;
import io.thalweg.model.testing.SineStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LearnerListenerTest {
  private static final LearnerSettings SETTINGS = Pipelines.learner();

  private final List<LearnInput> inputs =
      Pipelines.inputs(SETTINGS, new SineStream(5, 3, 0).readings(3_000), 200);

  /** Writes down what it is told. */
  private static class Notes implements LearnerListener {
    final List<Long> steps = new ArrayList<>();
    final List<Integer> refusals = new ArrayList<>();
    final List<LearnEffect.Decision> decisions = new ArrayList<>();
    int rollbacks;
    int drifts;

    @Override
    public void stepped(long step, double loss, double gradientNorm, double rate) {
      assertThat(loss).isFinite();
      assertThat(gradientNorm).isNotNegative();
      assertThat(rate).isPositive();
      steps.add(step);
    }

    @Override
    public void refused(int inARow) {
      refusals.add(inARow);
    }

    @Override
    public void rolledBack() {
      rollbacks++;
    }

    @Override
    public void decided(LearnEffect.Decision decision) {
      decisions.add(decision);
    }

    @Override
    public void drifted(double loss, double usual) {
      drifts++;
    }
  }

  /** Throws whatever it is told. */
  private static final class Thrower implements LearnerListener {
    int calls;

    @Override
    public void stepped(long step, double loss, double gradientNorm, double rate) {
      calls++;
      throw new IllegalStateException("a listener's own fault");
    }

    @Override
    public void decided(LearnEffect.Decision decision) {
      calls++;
      throw new IllegalStateException("a listener's own fault");
    }
  }

  @Test
  void listen_aStream_isToldOfEveryStepAndDecision() {
    Notes notes = new Notes();
    Learner learner = new Learner(SETTINGS);
    learner.listen(notes);

    List<LearnEffect> effects = Learners.fold(learner, inputs);

    assertThat(notes.steps).hasSize((int) learner.steps());
    assertThat(notes.steps.get(notes.steps.size() - 1)).isEqualTo(learner.steps());
    assertThat(notes.decisions).isEqualTo(Learners.decisions(effects)).isNotEmpty();
    assertThat(notes.refusals).isEmpty();
    assertThat(notes.drifts).as("nothing changes").isZero();
  }

  @Test
  void listen_brokenWeights_isToldOfRefusalsAndTheRollback() {
    Learner learner = new Learner(SETTINGS);
    Learners.fold(learner, inputs.subList(0, 60));
    Learner broken = Learners.withParameters(SETTINGS, learner, p -> p[0] = Float.NaN);
    Notes notes = new Notes();
    broken.listen(notes);

    Learners.fold(broken, Learners.segments(inputs.subList(60, inputs.size())).subList(0, 50));

    assertThat(notes.refusals).hasSize(20).startsWith(1, 2, 3).endsWith(20);
    assertThat(notes.rollbacks).isEqualTo(1);
    assertThat(notes.steps).as("and learning goes on").isNotEmpty();
  }

  @Test
  void listen_aChangedStream_isToldOfTheDrift() {
    Notes notes = new Notes();
    Learner learner = new Learner(SETTINGS);
    learner.listen(notes);
    List<Segment> segments = Learners.segments(inputs);
    Learners.fold(learner, segments);
    assertThat(notes.drifts).isZero();

    // Every value thrown about: no forecast of the old kind holds.
    List<Segment> changed = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Segment segment = segments.get(i);
      float[] items = segment.items().clone();
      for (int j = 0; j < items.length; j++) {
        items[j] = j * 31 % 17 / 4f - 2 + i % 3;
      }
      changed.add(Learners.copy(segment, items, segment.scales()));
    }
    Learners.fold(learner, changed);

    assertThat(notes.drifts).isPositive();
  }

  @Test
  void listen_oneThatThrows_changesNothing() {
    Learner silent = new Learner(SETTINGS);
    Learner disturbed = new Learner(SETTINGS);
    Thrower thrower = new Thrower();
    disturbed.listen(thrower);

    List<String> expected = Learners.print(Learners.fold(silent, inputs));

    assertThat(Learners.print(Learners.fold(disturbed, inputs))).isEqualTo(expected);
    assertThat(Learners.checkpoint(disturbed)).isEqualTo(Learners.checkpoint(silent));
    assertThat(thrower.calls).as("called on after it threw").isGreaterThan(10);
  }
}
