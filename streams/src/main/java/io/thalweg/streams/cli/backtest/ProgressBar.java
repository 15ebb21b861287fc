package io.thalweg.streams.cli.backtest;

import io.thalweg.streams.cli.demo.Terminal;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * One line that is drawn over itself, at most ten times a second; nothing where lines cannot be
 * drawn over. For one thread.
 */
public final class ProgressBar implements FileBacktest.Progress {
  private static final int WIDTH = 30;
  private static final long REDRAW_NANOS = 100_000_000L;

  private final PrintWriter out;
  private final boolean live;
  private final String unit;
  private final LongSupplier nanoClock;
  private final long start;
  private long drawn;

  /**
   * @param live whether lines can be drawn over
   * @param unit what is counted, as in "rows"
   */
  ProgressBar(PrintWriter out, boolean live, String unit, LongSupplier nanoClock) {
    this.out = out;
    this.live = live;
    this.unit = unit;
    this.nanoClock = nanoClock;
    start = nanoClock.getAsLong();
    drawn = start - REDRAW_NANOS;
  }

  /** A bar if the program runs on a terminal. */
  public static ProgressBar onTerminal(PrintWriter out, String unit) {
    boolean attached = Boolean.getBoolean("thalweg.tty");
    boolean live = Terminal.detect(System.getenv(), attached, false).live();
    return new ProgressBar(out, live, unit, System::nanoTime);
  }

  @Override
  public void at(double share, long count) {
    if (!live) {
      return;
    }
    long now = nanoClock.getAsLong();
    if (now - drawn >= REDRAW_NANOS || share >= 1) {
      drawn = now;
      draw(share, count, Math.max(1e-3, (now - start) / 1e9));
    }
  }

  private void draw(double share, long count, double seconds) {
    int filled = (int) Math.round(share * WIDTH);
    out.printf(
        Locale.ROOT,
        "\r[%s%s] %3.0f %%  %,d %s  %,.0f/s ",
        "#".repeat(filled),
        "-".repeat(WIDTH - filled),
        share * 100,
        count,
        unit,
        count / seconds);
    out.flush();
  }

  /** Ends the line. */
  public void done() {
    if (live) {
      out.println();
      out.flush();
    }
  }
}
