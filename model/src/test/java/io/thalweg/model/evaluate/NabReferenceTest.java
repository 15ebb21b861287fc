package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The scorer on the real benchmark, against what the benchmark publishes. */
final class NabReferenceTest {
  @Test
  void read_benchmark_hasItsSize() throws IOException {
    NabCorpus corpus = NabCorpus.read(SharedData.require("nab"));

    assertThat(corpus.files()).hasSize(58);
    assertThat(corpus.files().stream().mapToInt(file -> file.series().rows()).sum())
        .isEqualTo(365_558);
    assertThat(corpus.files().stream().mapToInt(file -> file.windows().size()).sum())
        .isEqualTo(116);
  }

  /**
   * NAB's windowed Gaussian, whose published scores are from result files with 12 digits: there
   * scores from 1 - 5e-13 on read as 1, and 1 is the published threshold in all three profiles.
   */
  @Test
  void scoreAt_windowedGaussianAsPublished_isThePublishedScore() throws IOException {
    NabCorpus corpus = NabCorpus.read(SharedData.require("nab"));
    NabScorer scorer = new NabScorer(corpus.files());
    Map<String, double[]> scores = new HashMap<>();
    for (NabFile file : corpus.files()) {
      scores.put(file.name(), NabBaselines.windowedGaussian().run(file.series()).scores());
    }

    Map<String, Double> published = corpus.published().getOrDefault("windowedGaussian", Map.of());
    assertThat(corpus.profiles()).hasSize(3);
    for (NabProfile profile : corpus.profiles()) {
      assertThat(scorer.scoreAt(scores, profile, 1 - 5e-13).score())
          .isCloseTo(published.getOrDefault(profile.name(), Double.NaN), within(1e-6));
      // With all digits there are more thresholds to choose from.
      assertThat(scorer.score(scores, profile).score())
          .isGreaterThanOrEqualTo(published.getOrDefault(profile.name(), Double.NaN));
    }
  }

  @Test
  void report_baselines_areWhereTheyBelong() throws IOException {
    NabEvaluation evaluation = new NabEvaluation(NabCorpus.read(SharedData.require("nab")));

    NabReport report =
        evaluation.report(evaluation.run("under test", NabBaselines.nothing(), done -> {}));

    assertThat(optimised(report, "under test")).isZero();
    assertThat(optimised(report, "null")).isZero();
    assertThat(optimised(report, "perfect")).isCloseTo(100, within(1e-9));
    // Seeded; published 16.8, and 4 to 18 over twenty seeds.
    assertThat(optimised(report, "random")).isBetween(4.0, 18.0);
    assertThat(optimised(report, "ewma z-score")).isCloseTo(42.3, within(0.05));
  }

  private static double optimised(NabReport report, String detector) {
    return report.detector(detector).optimised().get(0).score();
  }
}
