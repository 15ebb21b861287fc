package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpearmanTest {

  /** Ranks 1 2 3 and 1 3 2: 1 - 6 * (0 + 1 + 1) / (3 * 8). */
  @Test
  void of_theExampleOfTheClass_isOneHalf() {
    assertThat(Spearman.of(new double[] {1, 2, 3}, new double[] {10, 30, 20}))
        .isCloseTo(0.5, within(1e-12));
  }

  /** Ranks 1.5 1.5 3 and 1 2 3, whose deviations are -.5 -.5 1 and -1 0 1: 1.5 / sqrt(1.5 * 2). */
  @Test
  void of_ties_shareTheirRank() {
    assertThat(Spearman.of(new double[] {4, 4, 9}, new double[] {1, 2, 3}))
        .isCloseTo(1.5 / Math.sqrt(3), within(1e-12));
  }

  @Property
  void of_aRisingFunctionOfEither_doesNotChange(
      @ForAll @Size(min = 2, max = 30) int[] one, @ForAll @IntRange(max = 1000) int seed) {
    double[] a = Arrays.stream(one).asDoubleStream().toArray();
    double[] b = new java.util.SplittableRandom(seed).doubles(a.length).toArray();

    double expected = Spearman.of(a, b);
    double[] rising = Arrays.stream(b).map(x -> Math.exp(5 * x)).toArray();
    assertThat(Spearman.of(a, rising)).isEqualTo(expected);
    assertThat(Spearman.of(b, a)).isEqualTo(expected);
    if (Arrays.stream(one).distinct().count() > 1) {
      assertThat(Spearman.of(a, a)).isCloseTo(1, within(1e-12));
      double[] falling = Arrays.stream(b).map(x -> -x).toArray();
      assertThat(Spearman.of(a, falling)).isCloseTo(-expected, within(1e-12));
    }
  }

  @Test
  void of_noOrder_isNaN() {
    assertThat(Spearman.of(new double[] {1, 1}, new double[] {1, 2})).isNaN();
    assertThat(Spearman.of(new double[] {1}, new double[] {1})).isNaN();
  }

  @Test
  void of_wrongInput_isRefused() {
    assertThatThrownBy(() -> Spearman.of(new double[1], new double[2]))
        .hasMessage("1 values beside 2");
    assertThatThrownBy(() -> Spearman.of(new double[] {1, Double.NaN}, new double[2]))
        .hasMessage("NaN has no rank");
  }
}
