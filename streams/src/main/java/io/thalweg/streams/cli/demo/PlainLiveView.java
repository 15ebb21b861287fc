package io.thalweg.streams.cli.demo;

import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One line every few seconds, and one for every change of phase and every alert: for files, pipes
 * and simple terminals.
 */
final class PlainLiveView implements LiveView {

  static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  private final PrintStream out;
  private @Nullable DemoStatus printed;
  private int alertsPrinted;

  PlainLiveView(PrintStream out) {
    this.out = out;
  }

  @Override
  public void show(DemoStatus status) {
    printNewAlerts(status);
    if (isDue(status)) {
      out.println(StatusText.line(status));
      printed = status;
    }
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }

  private boolean isDue(DemoStatus status) {
    return printed == null
        || !printed.title().equals(status.title())
        || status.elapsed().minus(BETWEEN_LINES).compareTo(printed.elapsed()) >= 0;
  }

  private void printNewAlerts(DemoStatus status) {
    var alerts = status.alerts();
    for (; alertsPrinted < alerts.size(); alertsPrinted++) {
      out.println(StatusText.alert(alerts.get(alertsPrinted)));
    }
  }
}
