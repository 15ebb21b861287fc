package io.thalweg.streams.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "+1",
        "1",
        "-1",
        "12.5",
        ".5",
        "5.",
        "-12.5e3",
        "1E5",
        "1e+5",
        "1e-5",
        "1e22",
        "1e23",
        "1e-22",
        "1e-23",
        "9007199254740992",
        "9007199254740993",
        "123456789012345678",
        "1234567890123456789",
        "0.1",
        "0.30000000000000004",
        "2.2250738585072014E-308",
        "4.9e-324",
        "1e-400",
        "1e400",
        "-1e400",
        "1e99999999999",
        "000000000000000000000000000001.5",
        "0.000000000000000000000000000000000001",
        "179769313486231570000e289"
      })
  void parse_number_isWhatTheJdkReads(String text) {
    assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+",
        ".",
        "e5",
        "1e",
        "1e+",
        "--1",
        "1.2.3",
        "1,5",
        "0x10",
        "1f",
        "1d",
        "1e5d",
        "NaN",
        "Infinity",
        "1 2",
        "1_000",
        "\u0661",
        "1e5.0",
        "12a"
      })
  void parse_anythingElse_isNaN(String text) {
    assertThat(parse(text)).isNaN();
  }

  @Test
  void parse_randomDoublesInManyNotations_areExact() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 200_000; i++) {
      double value =
          (i & 1) == 0
              ? Double.longBitsToDouble(random.nextLong())
              : (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-6, 12));
      if (Double.isFinite(value)) {
        String text = Double.toString(value);
        assertThat(parse(text)).as(text).isEqualTo(value);
      }
    }
  }

  private static double parse(String text) {
    byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
    return Decimal.parse(bytes, 1, bytes.length - 1);
  }
}
