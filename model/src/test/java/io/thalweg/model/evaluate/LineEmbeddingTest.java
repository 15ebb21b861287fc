package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.text.WordVectors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineEmbeddingTest {
  private static final WordVectors VECTORS =
      new WordVectors(List.of("the", "good", "bad"), new float[] {4, 0, 0, 2, 0, -2}, 2);

  /** The weight of a word is a half at a share of 1e-3, a quarter at 3e-3, 1 at 0. */
  private static final Map<String, Double> SHARES = Map.of("the", 3e-3, "good", 1e-3, "bad", 0.0);

  private static final List<List<String>> LINES =
      List.of(List.of("the", "good"), List.of("the", "bad", "unknown"), List.of("the"));

  private static double share(String word) {
    return SHARES.getOrDefault(word, 0.0);
  }

  @Test
  void mean_weighsAllWordsThatHaveAVectorAlike() {
    assertThat(LineEmbedding.mean(VECTORS).embed(LINES)).containsExactly(2, 1, 2, -1, 4, 0);
  }

  /**
   * Weighted means: ((1, 0) + (0, 1)) / 2, ((1, 0) + (0, -2)) / 2 and (1, 0). Their matrix X'X is
   * (1.5, -.25; -.25, 1.25), whose first eigenvalue is 1.375 + sqrt(1/64 + 1/16) = 1.65451, with
   * the eigenvector along (-.25, .15451).
   */
  @Test
  void smooth_takesOutWhatWeightedMeansHaveInCommon() {
    double norm = Math.hypot(0.25, 0.15451);
    double[] u = {-0.25 / norm, 0.15451 / norm};
    double[][] means = {{0.5, 0.5}, {0.5, -1}, {1, 0}};

    float[] embedded = LineEmbedding.smooth(VECTORS, LineEmbeddingTest::share, LINES).embed(LINES);

    for (int line = 0; line < means.length; line++) {
      double along = u[0] * means[line][0] + u[1] * means[line][1];
      for (int i = 0; i < 2; i++) {
        assertThat((double) embedded[2 * line + i])
            .isCloseTo(means[line][i] - along * u[i], within(1e-4));
      }
    }
  }

  @Test
  void embed_noWordKnown_isZero() {
    List<List<String>> unknown = List.of(List.of("unknown"), List.of());

    assertThat(LineEmbedding.mean(VECTORS).embed(unknown)).containsOnly(0);
    assertThat(LineEmbedding.smooth(VECTORS, LineEmbeddingTest::share, LINES).embed(unknown))
        .containsOnly(0);
  }
}
