package io.thalweg.streams.cli.demo;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One view drawn over itself.
 *
 * <p>Each frame is one write: up to the frame's first line, every line with the rest of its row
 * erased, so nothing is ever blank in between and nothing flickers. Lines do not wrap, so a window
 * made narrower cannot spoil the count of rows. The cursor is hidden while the view is open; a
 * shutdown hook shows it again when the process is interrupted.
 */
final class AnsiLiveView implements LiveView {

  private static final String HIDE_CURSOR = "\033[?25l";
  private static final String SHOW_CURSOR = "\033[?25h";
  private static final String NO_WRAP = "\033[?7l";
  private static final String WRAP = "\033[?7h";
  private static final String ERASE_REST_OF_ROW = "\033[K";

  private final PrintStream out;
  private final StatusFrame frame;
  private final AtomicBoolean restored = new AtomicBoolean();
  private final Thread restoreAtExit = new Thread(this::restore, "restore-terminal");
  private int rows;

  private AnsiLiveView(Terminal terminal, PrintStream out) {
    this.out = out;
    this.frame = new StatusFrame(terminal);
  }

  static AnsiLiveView open(Terminal terminal, PrintStream out) {
    AnsiLiveView view = new AnsiLiveView(terminal, out);
    Runtime.getRuntime().addShutdownHook(view.restoreAtExit);
    view.write(HIDE_CURSOR + NO_WRAP);
    return view;
  }

  @Override
  public void show(DemoStatus status) {
    if (restored.get()) {
      return;
    }
    var lines = frame.lines(status);
    StringBuilder drawing = new StringBuilder();
    if (rows > 0) {
      drawing.append("\033[").append(rows).append("A\r");
    }
    for (String line : lines) {
      drawing.append(line).append(ERASE_REST_OF_ROW).append('\n');
    }
    rows = lines.size();
    write(drawing.toString());
  }

  @Override
  public void close() {
    restore();
    try {
      Runtime.getRuntime().removeShutdownHook(restoreAtExit);
    } catch (IllegalStateException shuttingDown) {
      // The hook has run or will run, and does nothing the second time.
    }
  }

  private void restore() {
    if (restored.compareAndSet(false, true)) {
      write(WRAP + SHOW_CURSOR);
    }
  }

  private void write(String text) {
    out.print(text);
    out.flush();
  }
}
