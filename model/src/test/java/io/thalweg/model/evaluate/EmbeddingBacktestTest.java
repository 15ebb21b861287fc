package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.item.Reading;
import io.thalweg.model.learn.LearnerSettings;
import io.thalweg.model.learn.ReplayPolicy;
import io.thalweg.model.serve.Observation;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.testing.Pipelines;
import io.thalweg.model.testing.SineStream;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pipelines whose task forecasts nothing, from readings to embeddings over several versions. */
final class EmbeddingBacktestTest {

  static Stream<Architecture> architectures() {
    Spec both =
        new Spec(
            "transformer",
            Map.of("attention", "bidirectional", "layers", 1, "width", 8, "heads", 2));
    Spec none = new Spec("mlp", Map.of("context", 0));
    int itemSize = SineStream.ITEMS.itemSize();
    return Stream.of(
        new Architecture(itemSize, both, Spec.of("masked-item"), Spec.of("student-t")),
        new Architecture(
            itemSize, Pipelines.SMALL_CONV, Spec.of("masked-item"), Spec.of("gaussian")),
        // Nothing to look back on: serving has no items to go on from, nor needs any.
        new Architecture(itemSize, none, Spec.of("denoising"), Spec.of("huber")));
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void accept_taskThatForecastsNothing_embedsEveryEventOnceThereIsAVersion(
      Architecture architecture) {
    LearnerSettings settings =
        Pipelines.learner(architecture, Pipelines.OPTIMIZER, ReplayPolicy.FIFO, 0, 1);
    PipelinePlan plan = Pipelines.plan(settings, 300);
    Backtest backtest = new Backtest(plan, effect -> {});
    TreeSet<Long> versions = new TreeSet<>();
    int served = 0;
    for (Reading reading : new SineStream(4, 3, 0.05).readings(2_000)) {
      Observation observation = backtest.accept(reading);
      assertThat(observation.surprise()).isEmpty();
      assertThat(observation.alert()).isEmpty();
      if (observation.served().isPresent()) {
        Observation.Served by = observation.served().get();
        assertThat(by.embedding()).hasSize(architecture.newEncoder().embeddingSize());
        for (float value : by.embedding()) {
          assertThat(value).isFinite();
        }
        versions.add(by.snapshot().version());
        served++;
      }
    }

    assertThat(plan.watches()).isFalse();
    assertThat(versions).hasSizeGreaterThan(2);
    // The version decided at 300 serves from 600 on.
    assertThat(served).isEqualTo(1_400);
  }
}
