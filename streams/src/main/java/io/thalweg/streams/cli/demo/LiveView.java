package io.thalweg.streams.cli.demo;

import java.io.PrintStream;

/**
 * Shows a running demo.
 *
 * <p>On a terminal one view is redrawn in place; otherwise one plain line is printed every few
 * seconds. Not thread-safe: one thread shows, the same one closes.
 */
public sealed interface LiveView extends AutoCloseable permits AnsiLiveView, PlainLiveView {

  /** Shows the newest status. */
  void show(DemoStatus status);

  /** Leaves the last status on the screen and the terminal as it was found. */
  @Override
  void close();

  /**
   * The view that suits the terminal.
   *
   * @param out where it goes; UTF-8 when the terminal is {@linkplain Terminal#unicode() unicode}
   */
  static LiveView of(Terminal terminal, PrintStream out) {
    return terminal.live() ? AnsiLiveView.open(terminal, out) : new PlainLiveView(out);
  }
}
