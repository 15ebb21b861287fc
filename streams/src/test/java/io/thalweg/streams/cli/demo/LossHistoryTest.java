package io.thalweg.streams.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.schema.LearningMetrics;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LossHistoryTest {
  private final LossHistory history = new LossHistory();

  @Test
  void between_reportsOfDifferentSize_areWeightedByEvents() {
    add(report(10, 100, 9.0, 9.0));
    add(report(20, 130, 0.2, 0.4));
    add(report(30, 140, 0.6, 0.8));

    LossHistory.Loss loss = history.between(second(10), second(30));

    assertThat(loss.model()).hasValueCloseTo((30 * 0.2 + 10 * 0.6) / 40, within(1e-12));
    assertThat(loss.baseline()).hasValueCloseTo((30 * 0.4 + 10 * 0.8) / 40, within(1e-12));
  }

  @Test
  void between_nothingReported_isEmpty() {
    add(report(10, 100, null, null));

    assertThat(history.between(second(0), second(20)).model()).isEmpty();
    assertThat(history.recent().baseline()).isEmpty();
    assertThat(history.learned()).isEqualTo(100);
  }

  private void add(LearningMetrics report) {
    history.add(report, LossHistory.Reported.huber(report));
  }

  private static Instant second(long second) {
    return Instant.ofEpochSecond(second);
  }

  private static LearningMetrics report(
      long second, long learned, @Nullable Double huber, @Nullable Double persistence) {
    return LearningMetrics.newBuilder()
        .setPipeline("demo")
        .setStep(1)
        .setEventsLearned(learned)
        .setSegmentsLearned(1)
        .setStreamTime(second(second))
        .setHuber(huber)
        .setPersistenceHuber(persistence)
        .setLearningRate(0.001)
        .setRefusedSteps(0)
        .setRollbacks(0)
        .setLate(0)
        .setOutOfOrder(0)
        .setRejected(0)
        .setSampledOut(0)
        .setEvicted(0)
        .build();
  }
}
