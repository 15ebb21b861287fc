package io.thalweg.model.layer;

import static io.thalweg.model.testing.Numerics.allocatedPerCall;
import static io.thalweg.model.testing.Numerics.assertClose;
import static io.thalweg.model.testing.Numerics.assertGradient;
import static io.thalweg.model.testing.Numerics.gaussian;
import static io.thalweg.model.testing.Numerics.gradient;
import static io.thalweg.model.testing.Numerics.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link Conv2d} and {@link ConvTranspose2d} against their definition and each other. */
class ConvTest {
  private static final int FRAMES = 2;

  /** Odd and even sides, borders on all of them, strides that divide and that do not. */
  static ConvShape[] shapes() {
    return new ConvShape[] {
      new ConvShape(6, 5, 2, 3, 3, 2),
      new ConvShape(4, 7, 1, 2, 5, 3),
      new ConvShape(3, 3, 5, 2, 3, 1),
    };
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void conv_forwardAndBackwardTwice_equalTheSlowReference(ConvShape shape) {
    float[] parameters = gaussian(Conv2d.parameterCount(shape), 0.5, 1);
    float[] x = gaussian(FRAMES * shape.inFloats(), 1, 2);
    float[] slope = gaussian(FRAMES * shape.outFloats(), 1, 3);
    float[] actual = new float[parameters.length];
    Conv2d conv = new Conv2d(FRAMES, shape);
    BinaryOperator<double[]> slow =
        (p, in) -> frames(shape.inFloats(), in, frame -> SlowConv.convolve(shape, p, 0, frame));

    conv.backward(conv.forward(parameters, 0, x), actual, 0);
    assertClose(conv.forward(parameters, 0, x), slow.apply(widen(parameters), widen(x)), 1e-5);
    float[] xGradient = conv.backward(slope, actual, 0);

    assertGradient(
        actual, gradient(p -> weighted(slope, slow.apply(p, widen(x))), widen(parameters)), 1e-4);
    assertGradient(
        xGradient,
        gradient(in -> weighted(slope, slow.apply(widen(parameters), in)), widen(x)),
        1e-4);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void transposed_forwardAndBackwardTwice_equalTheSlowReference(ConvShape shape) {
    float[] parameters = gaussian(ConvTranspose2d.parameterCount(shape), 0.5, 1);
    float[] y = gaussian(FRAMES * shape.outFloats(), 1, 2);
    float[] slope = gaussian(FRAMES * shape.inFloats(), 1, 3);
    float[] actual = new float[parameters.length];
    ConvTranspose2d transposed = new ConvTranspose2d(FRAMES, shape);
    BinaryOperator<double[]> slow =
        (p, in) -> frames(shape.outFloats(), in, frame -> SlowConv.transposed(shape, p, 0, frame));

    transposed.backward(transposed.forward(parameters, 0, y), actual, 0);
    assertClose(
        transposed.forward(parameters, 0, y), slow.apply(widen(parameters), widen(y)), 1e-5);
    float[] yGradient = transposed.backward(slope, actual, 0);

    assertGradient(
        actual, gradient(p -> weighted(slope, slow.apply(p, widen(y))), widen(parameters)), 1e-4);
    assertGradient(
        yGradient,
        gradient(in -> weighted(slope, slow.apply(widen(parameters), in)), widen(y)),
        1e-4);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void transposed_sameWeightsWithoutBias_isTheAdjoint(ConvShape shape) {
    float[] weights = gaussian(shape.weightCount(), 1, 1);
    float[] x = gaussian(FRAMES * shape.inFloats(), 1, 2);
    float[] y = gaussian(FRAMES * shape.outFloats(), 1, 3);

    float[] forward =
        new Conv2d(FRAMES, shape)
            .forward(Arrays.copyOf(weights, Conv2d.parameterCount(shape)), 0, x);
    float[] back =
        new ConvTranspose2d(FRAMES, shape)
            .forward(Arrays.copyOf(weights, ConvTranspose2d.parameterCount(shape)), 0, y);

    // <conv(x), y> = <x, transposed(y)>; sums of a few hundred terms of order one
    double product = weighted(y, widen(forward));
    assertThat(Math.abs(product)).isGreaterThan(0.1);
    assertThat(weighted(x, widen(back))).isCloseTo(product, within(1e-3));
  }

  @Test
  void forwardAndBackward_repeated_allocateNothingPerCall() {
    ConvShape shape = shapes()[0];
    Conv2d conv = new Conv2d(FRAMES, shape);
    ConvTranspose2d transposed = new ConvTranspose2d(FRAMES, shape);
    float[] parameters = gaussian(Conv2d.parameterCount(shape), 0.5, 1);
    float[] x = gaussian(FRAMES * shape.inFloats(), 1, 2);
    float[] gradient = new float[parameters.length];

    long bytes =
        allocatedPerCall(
            () -> {
              float[] y = conv.forward(parameters, 0, x);
              conv.backward(y, gradient, 0);
              transposed.backward(transposed.forward(parameters, 0, y), gradient, 0);
            });

    assertThat(bytes).isLessThan(64);
  }

  @Test
  void create_evenKernel_isRefused() {
    assertThatThrownBy(() -> new ConvShape(4, 4, 1, 1, 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("kernel must be odd, not 2");
  }

  private interface Slow {
    double[] of(double[] frame);
  }

  private static double[] frames(int size, double[] in, Slow slow) {
    return java.util.stream.IntStream.range(0, FRAMES)
        .mapToObj(f -> slow.of(Arrays.copyOfRange(in, f * size, (f + 1) * size)))
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  private static double weighted(float[] weights, double[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weights[i] * values[i];
    }
    return sum;
  }
}
