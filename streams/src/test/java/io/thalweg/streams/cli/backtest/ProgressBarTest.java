package io.thalweg.streams.cli.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private final StringWriter out = new StringWriter();
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void at_onATerminal_drawsAtMostTenTimesASecond() {
    ProgressBar bar = bar(true);
    for (int row = 1; row <= 1000; row++) {
      nanos.addAndGet(1_000_000);
      bar.at(row / 2000.0, row);
    }
    assertThat(out.toString().chars().filter(c -> c == '\r').count()).isBetween(9L, 11L);
    assertThat(out.toString()).contains(" rows  1,000/s");
  }

  @Test
  void at_notOnATerminal_isSilent() {
    ProgressBar bar = bar(false);
    bar.at(1, 10);
    bar.done();
    assertThat(out.toString()).isEmpty();
  }

  private ProgressBar bar(boolean live) {
    return new ProgressBar(new PrintWriter(out, true), live, "rows", nanos::get);
  }
}
