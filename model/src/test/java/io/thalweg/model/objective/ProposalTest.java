package io.thalweg.model.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ProposalTest {
  private static final int DRAWS = 200_000;

  static Stream<Proposal> proposals() {
    return Stream.of(
        Proposal.logUniform(12),
        Proposal.logUniform(1),
        Proposal.weighted(new double[] {4, 0, 1, 2.5, 1e-3, 9, 0.5}),
        Proposal.weighted(new double[] {7}),
        Proposal.weighted(new double[] {1, 1, 1, 1}));
  }

  @ParameterizedTest
  @MethodSource("proposals")
  void draw_manyTimes_hasTheProbabilitiesStated(Proposal proposal) {
    int[] counts = new int[proposal.vocabulary()];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < DRAWS; i++) {
      counts[proposal.draw(random)]++;
    }

    double sum = 0;
    for (int id = 0; id < counts.length; id++) {
      double probability = Math.exp(proposal.logProbability(id));
      sum += probability;
      // Four standard deviations of a binomial share.
      double allowed = 4 * Math.sqrt(probability * (1 - probability) / DRAWS);
      assertThat(counts[id] / (double) DRAWS)
          .as("id %d", id)
          .isCloseTo(probability, within(allowed + 1e-12));
    }
    assertThat(sum).isCloseTo(1, within(1e-9));
  }

  @Test
  void weighted_nothingToDraw_isRefused() {
    assertThatThrownBy(() -> Proposal.weighted(new double[2])).hasMessageContaining("not 0.0");
    assertThatThrownBy(() -> Proposal.weighted(new double[] {-1})).hasMessageContaining("not -1.0");
  }
}
