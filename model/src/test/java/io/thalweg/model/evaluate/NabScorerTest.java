package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.evaluate.NabFile.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * A corpus small enough for paper: file "a" has 20 rows, so probation is floor(0.15 * 20) = 3, and
 * one window of rows 8 to 11; file "b" has 10 rows, probation 1, and no window.
 *
 * <p>With s(x) = 2 / (1 + exp(5 x)) - 1 = -tanh(5 x / 2), the worth of an alert is
 *
 * <pre>
 *   a, row 8:  s(-4/4) / s(-1) = 1                                (first row of the window)
 *   a, row 10: s(-2/4) / s(-1) = tanh(1.25) / tanh(2.5)           = 0.859810
 *   a, row 5:  -1 * fp                                            (no window before it)
 *   a, row 12: s(1/3) * fp     = -tanh(5/6) * fp                  = -0.682240 fp
 *   a, row 19: s(8/3) * fp     = -tanh(20/3) * fp                 = -0.999997 fp
 *   b:         -1 * fp
 * </pre>
 */
final class NabScorerTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final NabProfile STANDARD = new NabProfile("standard", 1, 0.11, 1);
  private static final NabProfile LOW_MISSES = new NabProfile("reward_low_FN_rate", 1, 0.11, 2);
  private static final double ROW_10 = Math.tanh(1.25) / Math.tanh(2.5);
  private static final double ROW_12 = -Math.tanh(5.0 / 6);

  private final NabFile a = file("a", 20, new Window(8, 11));
  private final NabFile b = file("b", 10);
  private final NabScorer scorer = new NabScorer(List.of(a, b));

  @Test
  void scoreAt_noAlerts_isZero() {
    NabResult result = scorer.scoreAt(alerts(), STANDARD, 0.5);

    // One window missed: raw -1. Rows after probation: 17 in a, 4 of them in the window, 9 in b.
    assertThat(result.score()).isZero();
    assertThat(result.raw()).isEqualTo(-1);
    assertThat(result.windowsFound()).isZero();
    assertThat(result.counts()).isEqualTo(new NabCounts(0, 0, 22, 4));
  }

  @Test
  void scoreAt_firstRowOfTheWindow_isHundred() {
    assertThat(scorer.scoreAt(alerts(8), STANDARD, 0.5).score()).isCloseTo(100, EXACT);
    assertThat(scorer.scoreAt(alerts(8), LOW_MISSES, 0.5).score()).isCloseTo(100, EXACT);
  }

  @Test
  void scoreAt_severalAlertsInTheWindow_countsTheEarliestOnly() {
    NabResult result = scorer.scoreAt(alerts(11, 10), STANDARD, 0.5);

    // Between -1 (missed) and 1 (perfect): 100 (x + 1) / 2.
    assertThat(result.raw()).isCloseTo(ROW_10, EXACT);
    assertThat(result.score()).isCloseTo(50 * (ROW_10 + 1), EXACT);
    assertThat(result.counts()).isEqualTo(new NabCounts(2, 0, 22, 2));
  }

  @Test
  void scoreAt_lowMissesProfile_weighsTheMissedWindowTwice() {
    // Between -2 and 1: 100 (x + 2) / 3.
    assertThat(scorer.scoreAt(alerts(10), LOW_MISSES, 0.5).score())
        .isCloseTo(100 * (ROW_10 + 2) / 3, EXACT);
  }

  @Test
  void scoreAt_falseAlerts_costLessShortlyAfterAWindow() {
    NabResult before = scorer.scoreAt(alerts(8, 5), STANDARD, 0.5);
    NabResult after = scorer.scoreAt(alerts(8, 12), STANDARD, 0.5);

    assertThat(before.raw()).isCloseTo(1 - 0.11, EXACT);
    assertThat(after.raw()).isCloseTo(1 + 0.11 * ROW_12, EXACT);
    assertThat(after.counts()).isEqualTo(new NabCounts(1, 1, 21, 3));
  }

  @Test
  void scoreAt_manyFalseAlerts_isBelowZero() {
    double[] all = new double[10];
    Arrays.fill(all, 1);

    // Nothing in a, all 9 rows of b after its probation: (-1 - 9 * 0.11 + 1) / 2.
    assertThat(scorer.scoreAt(Map.of("a", new double[20], "b", all), STANDARD, 0.5).score())
        .isCloseTo(-100 * 9 * 0.11 / 2, within(1e-9));
  }

  @Test
  void scoreAt_alertsInProbation_doNotCount() {
    assertThat(scorer.scoreAt(alerts(0, 1, 2), STANDARD, 0.5).score()).isZero();
    assertThat(scorer.scoreAt(alerts(3), STANDARD, 0.5).score()).isCloseTo(-5.5, EXACT);
  }

  @Test
  void score_sweepsAllThresholds_takesTheBest() {
    double[] scores = new double[20];
    scores[5] = 0.9; // false
    scores[10] = 0.8;
    scores[8] = 0.7;
    scores[12] = 0.6; // false
    scores[1] = 1; // probation
    Map<String, double[]> all = Map.of("a", scores, "b", new double[10]);

    // Thresholds: 1.1: -1; 0.9: -1.11; 0.8: ROW_10 - 0.11 = 0.750; 0.7: 1 - 0.11 = 0.890;
    // 0.6: 0.890 - 0.075 = 0.815; 0: everything else, far below.
    NabResult result = scorer.score(all, STANDARD);

    assertThat(result.threshold()).isEqualTo(0.7);
    assertThat(result.raw()).isCloseTo(0.89, EXACT);
    assertThat(result.score()).isCloseTo(94.5, EXACT);
    assertThat(result.files()).extracting(NabResult.FileResult::name).containsExactly("a", "b");
    assertThat(scorer.scoreAt(all, STANDARD, 0.8).raw()).isCloseTo(ROW_10 - 0.11, EXACT);
  }

  @Test
  void score_tiedRows_areTakenTogether() {
    // With one score for all, the choice is nothing (-1) or everything: 1 for the window, less 0.11
    // each for rows 3-7 of a (0.55) and 9 rows of b (0.99), less 0.11 (0.68 + 7 * 0.93) = 0.79 at
    // least for rows 12-19 of a. That is at most -1.33.
    double[] tiedA = new double[20];
    double[] tiedB = new double[10];
    Arrays.fill(tiedA, 0.5);
    Arrays.fill(tiedB, 0.5);

    NabResult result = scorer.score(Map.of("a", tiedA, "b", tiedB), STANDARD);

    assertThat(result.threshold()).isEqualTo(1.1);
    assertThat(result.score()).isZero();
  }

  @Test
  void probationRows_longSeries_isAtMost750() {
    assertThat(file("long", 22_695).series().probationRows()).isEqualTo(750);
    assertThat(file("short", 1_127).series().probationRows()).isEqualTo(169);
  }

  @Test
  void scoreAt_windowOfOneRow_letsLaterAlertsCostAll() {
    NabScorer one = new NabScorer(List.of(file("a", 20, new Window(8, 8))));

    NabResult result = one.scoreAt(Map.of("a", row(20, 8, 9)), STANDARD, 0.5);

    assertThat(result.raw()).isCloseTo(1 - 0.11, EXACT);
  }

  @Test
  void score_missingOrWrongScores_areRefused() {
    assertThatThrownBy(() -> scorer.score(Map.of("a", new double[20]), STANDARD))
        .hasMessage("b needs 10 scores, not none");
    assertThatThrownBy(
            () -> scorer.score(Map.of("a", new double[3], "b", new double[10]), STANDARD))
        .hasMessage("a needs 20 scores, not 3");
    double[] broken = new double[20];
    broken[4] = Double.NaN;
    assertThatThrownBy(() -> scorer.score(Map.of("a", broken, "b", new double[10]), STANDARD))
        .hasMessage("a, row 4: a score must be in [0, 1], not NaN");
  }

  private Map<String, double[]> alerts(int... rows) {
    return Map.of("a", row(20, rows), "b", new double[10]);
  }

  private static double[] row(int length, int... alerts) {
    double[] scores = new double[length];
    for (int row : alerts) {
      scores[row] = 1;
    }
    return scores;
  }

  private static NabFile file(String name, int rows, Window... windows) {
    List<String> timestamps =
        IntStream.range(0, rows).mapToObj(i -> "2014-01-01 00:00:%02d".formatted(i)).toList();
    return new NabFile(new NabSeries(name, timestamps, new double[rows]), List.of(windows));
  }
}
