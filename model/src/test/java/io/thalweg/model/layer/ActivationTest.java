package io.thalweg.model.layer;

import static io.thalweg.model.testing.Numerics.allocatedPerCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {
  private static final double H = 1e-5;

  @ParameterizedTest
  @EnumSource
  void apply_valuesUpToTen_equalTheSlowFunctionAndItsDifferences(Activation activation) {
    DoubleUnaryOperator slow = slow(activation);
    float[] arguments = new float[401]; // -10 to 10, not exactly zero, where ReLU has a corner
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = (i - 200) * 0.05f + 0.01f;
    }
    float[] values = arguments.clone();
    float[] slopes = new float[values.length];

    activation.apply(values, slopes, values.length);

    for (int i = 0; i < values.length; i++) {
      double x = arguments[i];
      double slope = (slow.applyAsDouble(x + H) - slow.applyAsDouble(x - H)) / (2 * H);
      assertThat((double) values[i]).isCloseTo(slow.applyAsDouble(x), within(3e-6));
      assertThat((double) slopes[i]).as("slope at %s", x).isCloseTo(slope, within(2e-5));
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_nanAndLarge_staysNanAndStaysFinite(Activation activation) {
    float[] values = {Float.NaN, 1e30f, -1e30f};
    float[] slopes = new float[3];

    activation.apply(values, slopes, 3);

    assertThat(values[0]).isNaN();
    assertThat(slopes[0]).isNaN();
    assertThat(slopes[1]).isBetween(-1e-4f, 1.0001f);
    assertThat(slopes[2]).isBetween(-1e-4f, 1.0001f);
  }

  @ParameterizedTest
  @EnumSource
  void apply_count_leavesTheRest(Activation activation) {
    float[] values = {1, 1, 7};
    float[] slopes = {9, 9, 9};

    activation.apply(values, slopes, 2);

    assertThat(values[2]).isEqualTo(7);
    assertThat(slopes[2]).isEqualTo(9);
    assertThat(allocatedPerCall(() -> activation.apply(values, slopes, 3))).isLessThan(16);
  }

  @Test
  void named_unknown_saysWhatThereIs() {
    assertThat(Activation.named("relu")).isEqualTo(Activation.RELU);
    assertThatThrownBy(() -> Activation.named("swish"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no activation 'swish'; there is [tanh, relu, gelu]");
  }

  /** By their definitions, in double precision. */
  private static DoubleUnaryOperator slow(Activation activation) {
    return switch (activation) {
      case TANH -> Math::tanh;
      case RELU -> x -> Math.max(0, x);
      case GELU ->
          x -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
    };
  }
}
