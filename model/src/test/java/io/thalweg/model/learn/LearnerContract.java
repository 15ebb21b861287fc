package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.LearnInput;
import io.thalweg.model.item.Segment;
import io.thalweg.model.testing.Numerics;
import io.thalweg.model.testing.Pipelines;
import io.thalweg.model.testing.SineStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What holds for a learner of any architecture. */
abstract class LearnerContract {
  /** Settings over {@link SineStream#FIELDS} with this seed. */
  abstract LearnerSettings settings(long seed);

  /** What the learner folds of the stream, in another form if the task's items are others. */
  List<LearnInput> inputs(SineStream stream, int readings, int publishEvery) {
    return Pipelines.inputs(settings(1), stream.readings(readings), publishEvery);
  }

  private List<LearnInput> inputs() {
    return inputs(new SineStream(7, 3, 0.05), 1_500, 200);
  }

  @Test
  void readFrom_afterAnyInput_continuesBitForBit() {
    LearnerSettings settings = settings(1);
    List<LearnInput> inputs = inputs();
    Learner straight = new Learner(settings);
    List<LearnEffect> expected = new ArrayList<>();
    List<byte[]> checkpoints = new ArrayList<>();
    for (LearnInput input : inputs) {
      straight.fold(input, expected::add);
      checkpoints.add(Learners.checkpoint(straight));
    }
    assertThat(Learners.decisions(expected)).as("the stream has boundaries").hasSize(7);
    assertThat(straight.steps()).as("and is learned").isGreaterThan(50);

    // Restarted after every input at first, when all begins; then at random ones.
    SplittableRandom random = new SplittableRandom(1);
    Learner learner = new Learner(settings);
    List<LearnEffect> actual = new ArrayList<>();
    int restarts = 0;
    for (int i = 0; i < inputs.size(); i++) {
      learner.fold(inputs.get(i), actual::add);
      assertThat(Learners.checkpoint(learner)).as("after %d", i).isEqualTo(checkpoints.get(i));
      if (i < 20 || random.nextInt(5) == 0) {
        learner = Learners.restored(settings, checkpoints.get(i));
        restarts++;
      }
    }

    assertThat(restarts).isGreaterThan(40);
    assertThat(Learners.print(actual)).isEqualTo(Learners.print(expected));
    assertThat(learner.parameters()).isEqualTo(straight.parameters());
  }

  @Test
  void fold_sameInputsAndSeed_isTheSame_anotherSeedIsNot() {
    Learner one = new Learner(settings(1));
    Learner same = new Learner(settings(1));
    Learner other = new Learner(settings(2));

    List<LearnEffect> effects = Learners.fold(one, inputs());

    assertThat(Learners.print(Learners.fold(same, inputs()))).isEqualTo(Learners.print(effects));
    assertThat(Learners.checkpoint(same)).isEqualTo(Learners.checkpoint(one));
    Learners.fold(other, inputs());
    assertThat(other.parameters()).isNotEqualTo(one.parameters());
  }

  @Test
  void fold_inputs_areUntouched() {
    List<LearnInput> inputs = inputs();
    List<byte[]> before = inputs.stream().map(i -> Learners.bytes(i::writeTo)).toList();

    Learners.fold(new Learner(settings(1)), inputs);

    for (int i = 0; i < inputs.size(); i++) {
      assertThat(Learners.bytes(inputs.get(i)::writeTo)).isEqualTo(before.get(i));
    }
  }

  @Test
  void checkpoint_ofALongStream_staysWithinTheReplayBudget() {
    LearnerSettings settings = settings(1);
    Learner learner = new Learner(settings);
    List<LearnInput> inputs = inputs(new SineStream(7, 3, 0), 7_000, 200);

    int third = inputs.size() / 3;
    Learners.fold(learner, inputs.subList(0, third));
    int early = Learners.checkpoint(learner).length;
    Learners.fold(learner, inputs.subList(third, inputs.size()));
    int late = Learners.checkpoint(learner).length;

    long bytes = Learners.segments(inputs).stream().mapToLong(Segment::bytes).sum();
    assertThat(bytes).as("more than the buffer holds").isGreaterThan(5 * settings.replayBytes());
    int segment = Learners.segments(inputs).get(0).bytes();
    assertThat(late).as("full after a third").isBetween(early - 8 * segment, early + 8 * segment);
  }

  /** A random source and, now and then, a report; nothing that grows with the network. */
  @Test
  void fold_inSteadyState_allocatesAFewHundredBytesPerStep() {
    Learner learner = new Learner(settings(1));
    List<Segment> segments = Learners.segments(inputs(new SineStream(7, 3, 0.05), 6_000, 7_000));
    int warm = segments.size() * 3 / 4;
    segments.subList(0, warm).forEach(segment -> learner.fold(segment, effect -> {}));

    long steps = learner.steps();
    long bytes =
        Numerics.allocated(
            () ->
                segments
                    .subList(warm, segments.size())
                    .forEach(segment -> learner.fold(segment, effect -> {})));

    assertThat(learner.steps() - steps).as("steps measured").isGreaterThan(50);
    assertThat(bytes / (learner.steps() - steps)).isLessThan(mostBytesPerStep());
  }

  long mostBytesPerStep() {
    return 1_000;
  }

  @Test
  void loss_onAPredictableStream_falls() {
    LearnerSettings settings = settings(1);
    List<LearnInput> inputs = inputs(new SineStream(3, 3, 0), 6_000, 500);

    List<LearnEffect.Report> reports =
        Learners.reports(Learners.fold(new Learner(settings), inputs));

    LearnEffect.Report last = reports.get(reports.size() - 1);
    assertThat(last.refusedSteps()).isZero();
    assertLearned(reports.get(0), last);
  }

  /**
   * Persistence errs by 1.2 in mean square, 120 times the noise (see {@link SineStream}); a
   * predictor that uses the last two readings errs by the noise of three, {@code 1 + (2 cos w)^2 +
   * 1 = 5} times .01: a twentieth. A fifth of persistence is demanded, after 6,000 events.
   */
  void assertLearned(LearnEffect.Report first, LearnEffect.Report last) {
    assertThat(last.persistenceHuber()).as("the stream does move").isGreaterThan(0.2);
    assertThat(last.huber()).isLessThan(0.2 * last.persistenceHuber());
    assertThat(last.loss()).as("nats fall").isLessThan(first.loss() - 0.5);
  }
}
