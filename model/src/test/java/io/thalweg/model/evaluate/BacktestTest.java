package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.Reading;
import io.thalweg.model.learn.LearnEffect;
import io.thalweg.model.serve.Observation;
import io.thalweg.model.testing.Pipelines;
import io.thalweg.model.testing.SineStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BacktestTest {
  private static final int PUBLISH_EVERY = 300;

  private final List<LearnEffect> effects = new ArrayList<>();

  private Backtest backtest() {
    return new Backtest(Pipelines.plan(Pipelines.learner(), PUBLISH_EVERY), effects::add);
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
                            + " "
                            + s.inSample()
                            + Arrays.toString(s.embedding())),
            observation.surprise(),
            observation.probability(),
            observation.alert());
  }

  private List<String> run(Backtest backtest, List<Reading> readings) {
    return readings.stream().map(backtest::accept).map(BacktestTest::print).toList();
  }

  private static List<Reading> readings() {
    return new SineStream(4, 3, 0.05).readings(2_500);
  }

  @Test
  void accept_sameRecords_givesTheSameNumbersAndWeights() {
    Backtest one = backtest();
    Backtest other = backtest();

    assertThat(run(one, readings())).isEqualTo(run(other, readings()));
    assertThat(one.learner().parameters()).isEqualTo(other.learner().parameters());
  }

  /** From record 1,700 on everything is different; what was said before must not be. */
  @Test
  void accept_laterRecordsChanged_saysTheSameOfEarlierOnes() {
    int cut = 1_700;
    List<Reading> changed = new ArrayList<>(readings().subList(0, cut));
    for (Reading reading : readings().subList(cut, 2_500)) {
      double[] values = {-reading.values()[2], 1e6, Double.NaN};
      changed.add(
          new Reading(
              "e" + reading.offset() % 5, reading.timestampMillis(), values, 0, reading.offset()));
    }

    List<String> original = run(backtest(), readings());
    List<String> other = run(backtest(), changed);

    assertThat(other.subList(0, cut)).isEqualTo(original.subList(0, cut));
    assertThat(other.subList(cut, 2_500)).isNotEqualTo(original.subList(cut, 2_500));
  }

  @Test
  void accept_everyRecord_isServedByAVersionThatCouldNotHaveLearnedIt() {
    Backtest backtest = backtest();
    int served = 0;
    for (Reading reading : readings()) {
      Observation observation = backtest.accept(reading);
      if (observation.served().isPresent()) {
        var by = observation.served().get();
        served++;
        assertThat(by.inSample()).isFalse();
        assertThat(by.snapshot().boundary())
            .isLessThanOrEqualTo(reading.offset() / PUBLISH_EVERY - 1);
        long covered = by.snapshot().coveredOffsets().values().iterator().next();
        assertThat(covered).isLessThanOrEqualTo(reading.offset());
      } else {
        assertThat(reading.offset()).isLessThan(2 * PUBLISH_EVERY);
      }
    }
    assertThat(served).isEqualTo(2_500 - 2 * PUBLISH_EVERY);
  }

  @Test
  void reject_takesTheRecordsPlace() {
    Backtest backtest = backtest();
    List<Reading> readings = readings();
    for (Reading reading : readings) {
      if (reading.offset() % PUBLISH_EVERY == 0) {
        backtest.reject(reading.offset());
      } else {
        backtest.accept(reading);
      }
    }

    long decisions = effects.stream().filter(LearnEffect.Decision.class::isInstance).count();
    assertThat(decisions).as("boundaries at rejected records").isEqualTo(8);
    LearnEffect.Report last =
        (LearnEffect.Report)
            effects.stream()
                .filter(LearnEffect.Report.class::isInstance)
                .reduce((a, b) -> b)
                .orElseThrow();
    // The last boundary, at 2,400, is passed before that record is rejected: 0, 300 .. 2,100.
    assertThat(last.counts().rejected()).isEqualTo(8);
    assertThat(last.counts().taken()).isEqualTo(2_400 - 8);
  }
}
