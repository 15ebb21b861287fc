package io.thalweg.model.detect;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** Seeded streams whose distributions are known, by inversion or sums of exponentials. */
enum RandomStreams {
  EXPONENTIAL,
  LOG_NORMAL,
  /** Tail index 4, shape 1/4. */
  PARETO_4,
  /** Tail index 2, shape 1/2: the heaviest tail the calibrator admits. */
  PARETO_2,
  /** What the sum of 38 right predictions is. */
  GAMMA_38,
  /** What the maximum of 38 right predictions is. */
  MAX_OF_38;

  DoubleSupplier seeded(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return switch (this) {
      case EXPONENTIAL -> () -> exponential(random);
      case LOG_NORMAL -> () -> Math.exp(gauss(random));
      case PARETO_4 -> () -> Math.exp(exponential(random) / 4);
      case PARETO_2 -> () -> Math.exp(exponential(random) / 2);
      case GAMMA_38 -> () -> gamma38(random);
      case MAX_OF_38 -> () -> maxOf38(random);
    };
  }

  private static double exponential(SplittableRandom random) {
    return -Math.log(1 - random.nextDouble());
  }

  private static double gauss(SplittableRandom random) {
    double radius = Math.sqrt(2 * exponential(random));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }

  private static double gamma38(SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < 38; i++) {
      sum += exponential(random);
    }
    return sum;
  }

  private static double maxOf38(SplittableRandom random) {
    double max = 0;
    for (int i = 0; i < 38; i++) {
      max = Math.max(max, exponential(random));
    }
    return max;
  }
}
