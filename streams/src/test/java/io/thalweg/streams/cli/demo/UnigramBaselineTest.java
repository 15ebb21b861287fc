package io.thalweg.streams.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.item.TextItems;
import io.thalweg.model.spec.Spec;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UnigramBaselineTest {
  /** Seven ids: five words with one of their own, two buckets. */
  private final UnigramBaseline baseline =
      new UnigramBaseline(
          TextItems.of(
              new Spec("text", Map.of("tokenizer", "log", "words", 5, "buckets", 2)),
              Duration.ZERO));

  @Test
  void meanUntil_firstLine_isUniform() {
    baseline.line(second(1), "a");

    assertThat(baseline.meanUntil(second(1))).hasValueCloseTo(log2(7), within(1e-12));
  }

  @Test
  void meanUntil_linesInBetween_countsThoseSinceTheLastMean() {
    baseline.line(second(1), "a");
    baseline.meanUntil(second(1));
    baseline.line(second(2), "");
    baseline.line(second(9), "a a a a");

    // Before: the word and the end of its line, each once. Both still share buckets, one or two.
    double apart = log2((2 + 3.5) / 1.5);
    double together = log2((2 + 3.5) / 2.5);
    assertThat(baseline.meanUntil(second(5)).orElseThrow())
        .satisfiesAnyOf(
            bits -> assertThat(bits).isCloseTo(apart, within(1e-12)),
            bits -> assertThat(bits).isCloseTo(together, within(1e-12)));
    assertThat(baseline.meanUntil(second(5))).isEmpty();
  }

  @Test
  void line_sameAgainAndAgain_costsLessAndLess() {
    for (int i = 0; i < 200; i++) {
      baseline.line(second(i), "a b");
    }

    double early = baseline.meanUntil(second(50)).orElseThrow();
    double late = baseline.meanUntil(second(200)).orElseThrow();
    assertThat(late).isLessThan(early).isBetween(log2(3) - 0.01, log2(3) + 0.2);
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  private static Instant second(long second) {
    return Instant.ofEpochSecond(second);
  }
}
