package io.thalweg.streams.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

final class DurationOptionTest {
  private final DurationOption option = new DurationOption();

  @Test
  void convert_numberAndUnit_isThatLong() {
    assertThat(option.convert("90s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(option.convert("2m")).isEqualTo(Duration.ofMinutes(2));
    assertThat(option.convert("1h")).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void convert_iso8601_isThatLong() {
    assertThat(option.convert("PT90S")).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void convert_anythingElse_isRefusedWithExamples() {
    for (String text : new String[] {"90", "s", "-90s", "90 s", "1.5m", ""}) {
      assertThatThrownBy(() -> option.convert(text))
          .as(text)
          .isInstanceOf(TypeConversionException.class)
          .hasMessageContaining("90s, 2m or PT90S");
    }
  }
}
