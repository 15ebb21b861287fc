package io.thalweg.streams.cli.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void of_anyNumber_isShortest() {
    assertThat(Numbers.of(0x1p-44)).isEqualTo("5.684341886080802E-14");
    assertThat(Numbers.of(2e23)).isEqualTo("2.0E23");
    assertThat(Numbers.of(0.1f)).isEqualTo("0.1");
    assertThat(Numbers.of(-0.0)).isEqualTo("-0.0");
  }
}
