package io.thalweg.model.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Random arrays, slow derivatives and comparisons for tests of fast code. */
public final class Numerics {
  /**
   * Half the distance of a central difference. Its error is about {@code h^2} from the third
   * derivative and {@code 1e-16/h} from rounding: 1e-10 each in double precision.
   */
  private static final double HALF_STEP = 1e-5;

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Numerics() {}

  /** Normal values with a standard deviation. */
  public static float[] gaussian(int count, double spread, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (spread * random.nextGaussian());
    }
    return values;
  }

  /** The same values in double precision. */
  public static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  /** Gradient of {@code function} by central differences; {@code at} is left as it was. */
  public static double[] gradient(ToDoubleFunction<double[]> function, double[] at) {
    double[] gradient = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      double kept = at[i];
      at[i] = kept + HALF_STEP;
      double above = function.applyAsDouble(at);
      at[i] = kept - HALF_STEP;
      double below = function.applyAsDouble(at);
      at[i] = kept;
      gradient[i] = (above - below) / (2 * HALF_STEP);
    }
    return gradient;
  }

  /**
   * Holds every component to a relative error. A component that is small because large terms cancel
   * keeps their rounding error, so {@code relative / 100} of the largest component is allowed too.
   */
  public static void assertGradient(float[] actual, double[] expected, double relative) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    for (double value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(largest).as("a gradient to compare with").isGreaterThan(1e-3);
    for (int i = 0; i < actual.length; i++) {
      double allowed = relative * Math.abs(expected[i]) + 0.01 * relative * largest;
      assertThat((double) actual[i]).as("component %d", i).isCloseTo(expected[i], within(allowed));
    }
  }

  /** Holds every value to an absolute error. */
  public static void assertClose(float[] actual, double[] expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i]).as("value %d", i).isCloseTo(expected[i], within(tolerance));
    }
  }

  /** Mean bytes this thread allocates in one call, after the call has been warmed up. */
  public static long allocatedPerCall(Runnable call) {
    int calls = 50;
    for (int i = 0; i < calls; i++) {
      call.run();
    }
    return allocated(
            () -> {
              for (int i = 0; i < calls; i++) {
                call.run();
              }
            })
        / calls;
  }

  /** Bytes this thread allocates in one call. */
  public static long allocated(Runnable call) {
    long thread = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    call.run();
    return THREADS.getThreadAllocatedBytes(thread) - before;
  }
}
