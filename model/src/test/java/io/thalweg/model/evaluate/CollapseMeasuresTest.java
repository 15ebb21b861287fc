package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class CollapseMeasuresTest {
  @Property(tries = 50)
  void of_axesUsedAlike_hasTheirNumberAsRank(
      @ForAll @IntRange(min = 1, max = 16) int used, @ForAll @IntRange(max = 8) int unused) {
    // Rows +e_i and -e_i for each used axis: mean 0, every singular value sqrt(2), so each share is
    // 1 / used, the entropy log(used). Standard deviation sqrt(2 / (2 used)) on used axes, else 0.
    int size = used + unused;
    float[] embeddings = new float[2 * used * size];
    for (int i = 0; i < used; i++) {
      embeddings[2 * i * size + i] = 1;
      embeddings[(2 * i + 1) * size + i] = -1;
    }

    CollapseMeasures measures = CollapseMeasures.of(embeddings, 2 * used, size);

    assertThat(measures.effectiveRank()).isCloseTo(used, within(1e-9));
    assertThat(measures.spread()).isCloseTo(used * Math.sqrt(1.0 / used) / size, within(1e-9));
  }

  @Property(tries = 50)
  void of_lowRankData_isAtMostThatRank(
      @ForAll @IntRange(min = 1, max = 8) int rank, @ForAll long seed) {
    Random random = new Random(seed);
    int size = 24;
    float[] embeddings =
        Matrices.times(
            Matrices.gaussian(random, 100, rank),
            Matrices.gaussian(random, rank, size),
            100,
            rank,
            size);

    // Float rounding adds noise of relative size 1e-7 in 24 directions: 24 * 1e-7 * log(1e7) at
    // most.
    assertThat(CollapseMeasures.of(embeddings, 100, size).effectiveRank())
        .isBetween(0.99, rank + 1e-3);
  }

  @Property(tries = 50)
  void of_rotatedShiftedScaled_hasTheSameRank(
      @ForAll @IntRange(min = 1, max = 16) int size, @ForAll long seed) {
    Random random = new Random(seed);
    int rows = 50;
    float[] embeddings = Matrices.gaussian(random, rows, size);
    for (int i = 0; i < embeddings.length; i++) {
      embeddings[i] *= 1 + i % size; // unlike spreads, so that a rotation could change something
    }
    float[] moved = Matrices.times(embeddings, Matrices.orthogonal(random, size), rows, size, size);
    for (int i = 0; i < moved.length; i++) {
      moved[i] = 3 * moved[i] + 5;
    }

    assertThat(CollapseMeasures.of(moved, rows, size).effectiveRank())
        .isCloseTo(CollapseMeasures.of(embeddings, rows, size).effectiveRank(), within(1e-3));
  }

  @Test
  void of_unequalDirections_isExpOfTheEntropy() {
    // +-3 on one axis, +-1 on the other: singular values 3 sqrt(2), sqrt(2), shares 3/4 and 1/4.
    // exp(-(3/4 log 3/4 + 1/4 log 1/4)) = 4 / 3^(3/4) = 1.7548. Deviations sqrt(18/4), sqrt(2/4).
    float[] embeddings = {3, 0, -3, 0, 0, 1, 0, -1};

    CollapseMeasures measures = CollapseMeasures.of(embeddings, 4, 2);

    assertThat(measures.effectiveRank()).isCloseTo(4 / Math.pow(3, 0.75), within(1e-9));
    assertThat(measures.spread()).isCloseTo((Math.sqrt(4.5) + Math.sqrt(0.5)) / 2, within(1e-9));
  }

  @Test
  void of_constantEmbedding_isCollapsed() {
    float[] embeddings = new float[32 * 4];
    Arrays.fill(embeddings, 0.3f);

    CollapseMeasures measures = CollapseMeasures.of(embeddings, 32, 4);

    assertThat(measures.effectiveRank()).isZero();
    assertThat(measures.spread()).isZero();
  }

  @Test
  void of_wrongShapeOrNotFinite_isRefused() {
    assertThatThrownBy(() -> CollapseMeasures.of(new float[5], 2, 3))
        .hasMessage("embeddings has 5 values, not those of a [2, 3] matrix");
    assertThatThrownBy(() -> CollapseMeasures.of(new float[] {Float.POSITIVE_INFINITY, 0}, 2, 1))
        .hasMessageContaining("not finite");
  }
}
