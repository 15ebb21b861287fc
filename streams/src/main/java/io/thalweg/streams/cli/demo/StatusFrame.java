package io.thalweg.streams.cli.demo;

import static io.thalweg.streams.cli.demo.StatusText.clock;
import static io.thalweg.streams.cli.demo.StatusText.format;

import io.thalweg.streams.cli.demo.DemoStatus.Alert;
import io.thalweg.streams.cli.demo.DemoStatus.Phase;
import java.util.ArrayList;
import java.util.List;

/** The lines of the live view, a pure function of status and terminal; as many lines every time. */
final class StatusFrame {

  private static final int ALERTS_SHOWN = 4;
  private static final int WIDEST_BAR = 60;
  private static final int AROUND_BAR = 24;
  private static final String BOLD = "1";
  private static final String DIM = "2";
  private static final String RED = "31";
  private static final String GREEN = "32";

  private final Terminal terminal;

  StatusFrame(Terminal terminal) {
    this.terminal = terminal;
  }

  List<String> lines(DemoStatus status) {
    List<String> lines = new ArrayList<>();
    lines.add(styled(BOLD, clipped("Thalweg: " + status.title())));
    lines.add(clipped(progress(status)));
    lines.add("");
    lines.add(clipped(throughput("learned", status.learned(), status.learnedPerSecond())));
    lines.add(clipped(throughput("served", status.served(), status.servedPerSecond())));
    lines.add(loss(status));
    lines.add(clipped(format("  %-9s %s", "snapshot", StatusText.snapshot(status))));
    lines.add(clipped(format("  %-9s %d", "alerts", status.alerts().size())));
    addAlerts(status.alerts(), lines);
    return lines;
  }

  private String progress(DemoStatus status) {
    int width = Math.min(WIDEST_BAR, Math.max(1, terminal.columns() - AROUND_BAR));
    int done = (int) Math.round(status.progress() * width);
    String bar =
        (terminal.unicode() ? "█" : "#").repeat(done)
            + (terminal.unicode() ? "░" : ".").repeat(width - done);
    return format(
        "[%s] %3.0f %% %s of %s",
        bar, 100 * status.progress(), clock(status.elapsed()), clock(status.total()));
  }

  private static String throughput(String what, long events, double perSecond) {
    return format("  %-9s %,9d events  %,8.1f/s", what, events, perSecond);
  }

  private String loss(DemoStatus status) {
    String text = clipped(format("  %-9s %s", "loss", StatusText.loss(status)));
    boolean better = status.lossRatio().orElse(1) < 1;
    return better ? styled(GREEN, text) : text;
  }

  /** The newest alerts; empty lines where there are fewer, so that the frame keeps its height. */
  private void addAlerts(List<Alert> alerts, List<String> lines) {
    int first = Math.max(0, alerts.size() - ALERTS_SHOWN);
    for (int i = first; i < first + ALERTS_SHOWN; i++) {
      lines.add(i < alerts.size() ? alert(alerts.get(i)) : "");
    }
  }

  private String alert(Alert alert) {
    String text = clipped("    " + StatusText.alert(alert));
    return styled(alert.during() == Phase.DISTURBANCE ? RED : DIM, text);
  }

  private String clipped(String text) {
    return text.length() <= terminal.columns() ? text : text.substring(0, terminal.columns());
  }

  private String styled(String style, String text) {
    return terminal.colour() ? "\033[" + style + "m" + text + "\033[0m" : text;
  }
}
