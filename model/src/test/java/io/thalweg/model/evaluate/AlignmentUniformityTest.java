package io.thalweg.model.evaluate;

import static io.thalweg.model.testing.Numerics.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;

final class AlignmentUniformityTest {

  @Test
  void uniformity_oppositeAndEqualEmbeddings_areTheNumbersWorkedOutByHand() {
    // |u - v|^2 is 4 for opposite directions, 2 for right angles, whatever the lengths.
    assertThat(AlignmentUniformity.uniformity(new float[] {1, 0, -3, 0}, 2, 2)).isEqualTo(-8);
    assertThat(AlignmentUniformity.uniformity(new float[] {1, 0, 0, 2}, 2, 2))
        .isCloseTo(-4, within(1e-12));
    assertThat(AlignmentUniformity.uniformity(new float[] {2, 2, 1, 1, 3, 3}, 3, 2))
        .isCloseTo(0, within(1e-12));
  }

  @Test
  void alignment_sameRightAngledAndOppositePairs_areTheNumbersWorkedOutByHand() {
    float[] one = {1, 0, 1, 0, 1, 0};
    float[] other = {5, 0, 0, 7, -2, 0};

    assertThat(AlignmentUniformity.alignment(one, other, 3, 2)).isCloseTo(2, within(1e-12));
    assertThat(AlignmentUniformity.alignment(one, one, 3, 2)).isZero();
  }

  @Test
  void both_randomDirections_areNearTheirLimits() {
    float[] one = gaussian(500 * 64, 1, 1);
    float[] other = gaussian(500 * 64, 1, 2);

    // u v has mean 0 and deviation 1/8: |u - v|^2 = 2 - 2 u v; log E exp(4 u v) = 16 / 64 / 2.
    assertThat(AlignmentUniformity.alignment(one, other, 500, 64)).isCloseTo(2, within(0.05));
    assertThat(AlignmentUniformity.uniformity(one, 500, 64)).isCloseTo(-4 + 0.125, within(0.02));
  }

  @Property(tries = 50)
  void both_turnedAndScaled_areTheSame(
      @ForAll @FloatRange(min = 0, max = 6.28f) float angle,
      @ForAll @FloatRange(min = 0.1f, max = 10f) float scale,
      @ForAll long seed) {
    float[] one = gaussian(20, 1, seed);
    float[] other = gaussian(20, 1, seed + 1);
    float[] turned = turned(one, angle, scale);

    assertThat(AlignmentUniformity.uniformity(turned, 10, 2))
        .isCloseTo(AlignmentUniformity.uniformity(one, 10, 2), within(1e-4));
    assertThat(AlignmentUniformity.alignment(turned, turned(other, angle, 1), 10, 2))
        .isCloseTo(AlignmentUniformity.alignment(one, other, 10, 2), within(1e-4));
  }

  private static float[] turned(float[] points, double angle, double scale) {
    float[] turned = new float[points.length];
    for (int i = 0; i < points.length; i += 2) {
      double x = points[i];
      double y = points[i + 1];
      turned[i] = (float) (scale * (Math.cos(angle) * x - Math.sin(angle) * y));
      turned[i + 1] = (float) (scale * (Math.sin(angle) * x + Math.cos(angle) * y));
    }
    return turned;
  }

  @Test
  void uniformity_oneEmbedding_isRefused() {
    assertThatThrownBy(() -> AlignmentUniformity.uniformity(new float[2], 1, 2))
        .hasMessage("uniformity needs at least 2 embeddings, not 1");
  }
}
