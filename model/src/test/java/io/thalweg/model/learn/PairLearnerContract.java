package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.LearnInput;
import io.thalweg.model.item.Reading;
import io.thalweg.model.learn.LearnEffect.Decision;
import io.thalweg.model.learn.LearnEffect.Outcome;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.testing.FieldChange;
import io.thalweg.model.testing.Pipelines;
import io.thalweg.model.testing.SineStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What holds beyond that for a learner with a task of pairs. */
abstract class PairLearnerContract extends LearnerContract {
  /** Entities of {@link #distinguishable}. */
  static final int ENTITIES = 8;

  abstract Spec task();

  abstract Spec objective();

  @Override
  LearnerSettings settings(long seed) {
    Architecture architecture =
        new Architecture(SineStream.ITEMS.itemSize(), Pipelines.SMALL_CONV, task(), objective());
    return Pipelines.learner(architecture, Pipelines.OPTIMIZER, ReplayPolicy.FIFO, 0, seed);
  }

  /** Nothing is forecast, so nothing is compared with persistence. */
  @Override
  void assertLearned(LearnEffect.Report first, LearnEffect.Report last) {
    assertThat(last.loss()).isLessThan(first.loss());
    assertThat(last.huber()).isNaN();
  }

  /**
   * Entities that differ in how fast they swing (periods 4 to 18) and in how far field b lags
   * behind field a; c is noise.
   */
  static List<Reading> distinguishable(int count) {
    SplittableRandom random = new SplittableRandom(11);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int entity = i % ENTITIES;
      int t = i / ENTITIES;
      double phase = 2 * Math.PI * t / (4 + 2 * entity);
      double[] values = {
        Math.sin(phase) + 0.05 * random.nextGaussian(),
        Math.sin(phase + 0.8 * entity) + 0.05 * random.nextGaussian(),
        random.nextGaussian()
      };
      readings.add(new Reading("e" + entity, 1_000L * t, values, 0, i));
    }
    return readings;
  }

  @Test
  void fold_distinguishableEntities_lossFallsAndTheEmbeddingDoesNotCollapse() {
    LearnerSettings settings = settings(1);
    List<LearnInput> inputs = Pipelines.inputs(settings, distinguishable(8_000), 1_000);

    List<LearnEffect> effects = Learners.fold(new Learner(settings), inputs);

    List<LearnEffect.Report> reports = Learners.reports(effects);
    double first = reports.get(0).loss();
    double last = loss(reports.subList(reports.size() - 20, reports.size()));
    List<Decision> decisions = Learners.decisions(effects);
    Decision decision = decisions.get(decisions.size() - 1);
    assertThat(last).isLessThan(mostLeft() * first);
    assertThat(decisions)
        .extracting(Decision::outcome)
        .contains(Outcome.PUBLISHED)
        .doesNotContain(Outcome.REFUSED_COLLAPSED);
    assertThat(decision.heldOut().effectiveRank().orElseThrow()).isGreaterThan(3);
    assertThat(decision.heldOut().spread().orElseThrow()).isGreaterThan(0.1);
  }

  /** Share of the first loss that may be left. */
  abstract double mostLeft();

  /** The same readings in the order {@code d, c, b, a}, d being another noise. */
  private static List<Reading> reversed(List<Reading> readings) {
    SplittableRandom random = new SplittableRandom(5);
    return readings.stream()
        .map(
            r -> {
              double[] v = r.values();
              double[] values = {random.nextGaussian(), v[2], v[1], v[0]};
              return new Reading(
                  r.entity(), r.timestampMillis(), values, r.partition(), r.offset());
            })
        .toList();
  }

  /** A fresh learner begins where chance is; half of what was won is still there. */
  @Test
  void adopt_fieldAddedAndOrderReversed_goesOnFromWhatWasLearned() {
    LearnerSettings older = settings(1);
    LearnerSettings now = older.withFields(FieldChange.fields("dcba"));
    List<Reading> readings = distinguishable(8_000);
    Learner before = new Learner(older);
    List<LearnEffect.Report> reports =
        Learners.reports(Learners.fold(before, Pipelines.inputs(older, readings, 1_000)));
    double untaught = loss(reports.subList(0, 4));
    double taught = loss(reports.subList(reports.size() - 20, reports.size()));

    Learner adopted = new Learner(now);
    adopted.adopt(before);
    List<LearnInput> more = Pipelines.inputs(now, reversed(readings).subList(0, 800), 10_000);
    double after = loss(Learners.reports(Learners.fold(adopted, more)));

    assertThat(adopted.fields()).isEqualTo(now.fields());
    assertThat(after).isLessThan((untaught + taught) / 2);
  }

  private static double loss(List<LearnEffect.Report> reports) {
    return reports.stream().mapToDouble(LearnEffect.Report::loss).average().orElseThrow();
  }
}
