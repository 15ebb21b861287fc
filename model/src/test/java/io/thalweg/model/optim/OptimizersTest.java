package io.thalweg.model.optim;

import static io.thalweg.model.testing.Numerics.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.spec.Spec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OptimizersTest {
  private static final int SIZE = 11;

  private static double rateAt(Spec spec, int step) {
    Optimizer optimizer = Optimizers.create(SIZE, SIZE, spec);
    for (int t = 0; t < step; t++) {
      optimizer.step(new float[SIZE], new float[SIZE], 1f);
    }
    return optimizer.rate();
  }

  @Test
  void create_adam_isWhatItAlwaysWas() {
    Optimizer named = Optimizers.create(SIZE, SIZE, Spec.of("adam"));
    Schedule schedule = Schedule.warmUp(1e-3, 50, new InverseSquareRoot(1e-3, 1_000, 0.1));
    Optimizer expected = new Adam(SIZE, schedule, 0.99, Decay.NONE);
    float[] one = gaussian(SIZE, 1, 1);
    float[] other = one.clone();
    for (int t = 0; t < 100; t++) {
      named.step(one, gaussian(SIZE, 1, t), 1f);
      expected.step(other, gaussian(SIZE, 1, t), 1f);
    }

    assertThat(one).isEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource({"adam, 1e-3, false", "adamw, 1e-3, true", "lion, 1e-4, true", "sgd, 1e-2, true"})
  void create_everyName_hasItsRateAndItsDecay(String type, double rate, boolean decays) {
    Spec spec = new Spec(type, Map.of("schedule", "constant", "warm.up", 1));
    assertThat(rateAt(spec, 3)).isEqualTo(rate);

    Spec decay = new Spec(type, Map.of("decay", 0.5, "warm.up", 1));
    if (decays) {
      float[] parameters = {1, 1};
      Optimizers.create(2, 1, decay).step(parameters, new float[2], 1f);
      assertThat(parameters[0]).isLessThan(1);
      assertThat(parameters[1]).isEqualTo(1);
    } else {
      assertThatThrownBy(() -> Optimizers.create(2, 1, decay))
          .hasMessageStartingWith("adam has no option 'decay'");
    }
  }

  @Test
  void create_schedules_takeTheirOptions() {
    Map<String, Object> common = Map.of("rate", 0.5, "warm.up", 1);
    Spec cosine = with(common, Map.of("schedule", "cosine", "steps", 10));
    Spec restarts = with(common, Map.of("schedule", "cosine-restarts", "period", 4, "factor", 1));

    assertThat(rateAt(cosine, 10)).isZero();
    assertThat(rateAt(restarts, 8)).isEqualTo(0.5);
    assertThat(rateAt(restarts, 6)).isLessThan(0.3);
  }

  @Test
  void create_optionOfAnotherSchedule_isRefused() {
    Spec spec = new Spec("adam", Map.of("schedule", "constant", "hold", 7));

    assertThatThrownBy(() -> Optimizers.create(1, 1, spec))
        .hasMessage("adam has no option 'hold'; it has [beta2, rate, schedule, warm.up]");
  }

  @Test
  void create_unknownScheduleOrOptimizer_isRefusedBesideTheKnown() {
    assertThatThrownBy(
            () -> Optimizers.create(1, 1, new Spec("adam", Map.of("schedule", "linear"))))
        .hasMessage(
            "adam.schedule must be one of [constant, cosine, cosine-restarts, inverse-square-root],"
                + " not linear");
    assertThatThrownBy(() -> Optimizers.create(1, 1, Spec.of("adagrad")))
        .hasMessageStartingWith("there is no optimizer 'adagrad'; there is [");
  }

  private static Spec with(Map<String, Object> one, Map<String, Object> other) {
    Map<String, Object> all = new java.util.HashMap<>(one);
    all.putAll(other);
    return new Spec("adam", all);
  }
}
