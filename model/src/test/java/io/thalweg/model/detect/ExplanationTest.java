package io.thalweg.model.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.detect.TailProbability.Statistic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExplanationTest {
  private static final List<String> NAMES = List.of("mem.free", "disk.write_bytes", "cpu.user");
  private static final double[] OBSERVED = {0.5, 8.1e7, 97};
  private static final double[] EXPECTED = {0.51, 2e5, 12};
  private static final double[] SCALE = {0.02, 1e5, 4};
  private static final TailProbability P = new TailProbability(4e-6, Statistic.SUM, 18_234, false);

  @Test
  void text_twoFields_isOneReadableSentence() {
    assertThat(explain(2, 1, 15, 20).text())
        .isEqualTo(
            "cpu.user 97 (expected 12 ± 4), disk.write_bytes 8.1e7 (expected 2e5 ± 1e5):"
                + " 1 in 250,000 over 18,200 readings");
  }

  @Test
  void of_topK_keepsTheLargestWithTheirShares() {
    List<Contribution> top = explain(2, 5, 15, 20).contributions();
    assertThat(top).extracting(Contribution::field).containsExactly("cpu.user", "disk.write_bytes");
    assertThat(top).extracting(Contribution::share).containsExactly(0.5, 0.375); // of 40 nats
  }

  @Test
  void of_missingField_isLeftOutAndSharesAddUpToOne() {
    List<Contribution> all = explain(9, 1, Double.NaN, 3).contributions();
    assertThat(all).extracting(Contribution::field).containsExactly("cpu.user", "mem.free");
    assertThat(all.stream().mapToDouble(Contribution::share).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void of_equalSurprises_keepTheirOrder() {
    assertThat(explain(3, 2, 2, 2).contributions())
        .extracting(Contribution::field)
        .containsExactlyElementsOf(NAMES);
  }

  @Test
  void text_pooledCalibration_saysSo() {
    TailProbability pooled = new TailProbability(0.5, Statistic.MAX, 300, true);
    assertThat(new Explanation(List.of(), pooled).text())
        .isEqualTo("no field present: 1 in 2 over 300 readings of all entities");
  }

  @Test
  void of_wrongLength_namesBoth() {
    assertThatThrownBy(() -> Explanation.of(NAMES, new double[2], EXPECTED, SCALE, SCALE, 3, P))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("observed has 2 values for 3 fields");
  }

  @ParameterizedTest
  @CsvSource({
    "97,97",
    "0,0",
    "-0.031,-0.031",
    "81234567,8.12e7",
    "-2e-5,-2e-5",
    "99999,1e5",
    "12345,12300",
    "0.001,0.001",
    "1e300,1e300",
    "NaN,NaN",
    "Infinity,Infinity"
  })
  void briefNumber_anyNumber_hasThreeDigits(double value, String text) {
    assertThat(BriefNumber.of(value, 3)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1|1 in 1", "1e-4|1 in 10,000", "1e-300|1 in 1e300", "3.3e-8|1 in 30,000,000"})
  void briefNumber_probability_isOneInSoMany(double p, String text) {
    assertThat(BriefNumber.oneIn(p)).isEqualTo(text);
  }

  private static Explanation explain(int topK, double... surprise) {
    return Explanation.of(NAMES, OBSERVED, EXPECTED, SCALE, surprise, topK, P);
  }
}
