package io.thalweg.streams.cli;

import java.io.PrintWriter;
import java.util.function.LongSupplier;

/** One line that is drawn over itself, at most ten times a second. */
final class ReplayProgress implements Replay.Progress {
  private static final int WIDTH = 30;
  private static final long REDRAW_NANOS = 100_000_000L;

  private final PrintWriter out;
  private final LongSupplier nanoClock;
  private final long start;
  private long drawn;

  ReplayProgress(PrintWriter out, LongSupplier nanoClock) {
    this.out = out;
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
    this.drawn = start - REDRAW_NANOS;
  }

  @Override
  public void at(double share, long sent) {
    long now = nanoClock.getAsLong();
    if (now - drawn >= REDRAW_NANOS) {
      drawn = now;
      out.print("\r" + line(share, sent, now));
      out.flush();
    }
  }

  /** Draws the full bar and ends the line. */
  void done(long sent) {
    out.println("\r" + line(1, sent, nanoClock.getAsLong()));
    out.flush();
  }

  private String line(double share, long sent, long now) {
    double seconds = Math.max(1e-3, (now - start) / 1e9);
    if (Double.isNaN(share)) { // of a stream nobody knows how long it is
      return "%,d events  %,.0f/s ".formatted(sent, sent / seconds);
    }
    int filled = (int) Math.round(share * WIDTH);
    return "[%s%s] %3.0f %%  %,d events  %,.0f/s "
        .formatted(
            "#".repeat(filled), "-".repeat(WIDTH - filled), share * 100, sent, sent / seconds);
  }
}
