package io.thalweg.model.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class SurpriseTest {

  @Test
  void of_allPresent_isSumAndMaximum() {
    assertThat(Surprise.of(new double[] {1, 4, 0.5, 4}))
        .contains(new Surprise(9.5, 4, 4, 1)); // the first of equals
  }

  @Test
  void of_missingFields_scalesTheSumToAllFields() {
    // mean of the present (1 + 5) / 2 = 3, times 4 fields
    assertThat(Surprise.of(new double[] {Double.NaN, 1, Double.NaN, 5}))
        .contains(new Surprise(12, 5, 2, 3));
  }

  @Test
  void of_nothingPresent_isEmpty() {
    assertThat(Surprise.of(new double[] {Double.NaN, Double.NaN})).isEmpty();
    assertThat(Surprise.of(new double[0])).isEmpty();
  }

  @Test
  void of_window_readsOnlyTheWindow() {
    assertThat(Surprise.of(new double[] {99, 1, 2, 99}, 1, 2)).contains(new Surprise(3, 2, 2, 1));
  }

  @Test
  void of_negativeSurprise_isRefused() {
    assertThatThrownBy(() -> Surprise.of(new double[] {-1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1.0");
  }

  @Property
  void of_equalSurprises_aMissingFieldMovesNothing(
      @ForAll @DoubleRange(min = 0, max = 1e5) double level,
      @ForAll @IntRange(min = 2, max = 60) int fields,
      @ForAll @IntRange(min = 0, max = 59) int missing) {
    double[] all = new double[fields];
    Arrays.fill(all, level);
    Surprise full = Surprise.of(all).orElseThrow();
    all[missing % fields] = Double.NaN;
    Surprise gap = Surprise.of(all).orElseThrow();
    assertThat(gap.sum()).isCloseTo(full.sum(), within(1e-12 * full.sum()));
    assertThat(gap.max()).isEqualTo(full.max());
  }

  @Property
  void of_reversedFields_isTheSame(
      @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = 0, max = 1e6) Double> nats) {
    double[] fields = nats.stream().mapToDouble(Double::doubleValue).toArray();
    double[] reversed = new double[fields.length];
    for (int i = 0; i < fields.length; i++) {
      reversed[fields.length - 1 - i] = fields[i];
    }
    Surprise one = Surprise.of(fields).orElseThrow();
    Surprise other = Surprise.of(reversed).orElseThrow();
    assertThat(other.sum()).isCloseTo(one.sum(), within(1e-9 * one.sum()));
    assertThat(other.max()).isEqualTo(one.max());
  }
}
