package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.Reading;
import io.thalweg.model.testing.SineStream;
import java.util.List;

/** Learners of tokens: the first field of {@link SineStream} in 16 steps. */
abstract class TokenLearnerContract extends MappedLearnerContract {
  static final int VOCABULARY = 16;

  @Override
  final float[] items(double[] values) {
    return new float[] {token(values[0])};
  }

  private static float token(double value) {
    if (Double.isNaN(value)) {
      return Float.NaN;
    }
    return Math.max(0, Math.min(VOCABULARY - 1, Math.round(2 * (value - 6.5))));
  }

  /** Far better than who knows how often each token comes, and nothing else. */
  @Override
  void assertLearned(LearnEffect.Report first, LearnEffect.Report last) {
    double[] counts = new double[VOCABULARY];
    List<Reading> readings = new SineStream(3, 3, 0).readings(6_000);
    readings.forEach(reading -> counts[(int) token(reading.values()[0])]++);
    double entropy = 0;
    for (double count : counts) {
      double p = Math.max(count, 1e-9) / readings.size();
      entropy -= p * Math.log(p);
    }
    assertThat(entropy).as("the stream has many tokens").isGreaterThan(2);
    assertThat(last.loss()).isLessThan(entropy - 0.5);
    assertThat(last.huber()).as("no forecast of values").isNaN();
  }
}
