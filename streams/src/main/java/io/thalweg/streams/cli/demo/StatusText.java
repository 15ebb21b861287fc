package io.thalweg.streams.cli.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Words and figures of a status. Numbers are written alike in every locale. */
final class StatusText {

  private static final int NAMES_SHOWN = 4;

  private StatusText() {}

  /** The whole status in one line. */
  static String line(DemoStatus status) {
    return format(
        "%s %3.0f %% %s | learned %,d (%,.0f/s) | served %,d (%,.0f/s) | loss %s | snapshot %s | alerts %d",
        clock(status.elapsed()),
        100 * status.progress(),
        status.title(),
        status.learned(),
        status.learnedPerSecond(),
        status.served(),
        status.servedPerSecond(),
        loss(status),
        snapshot(status),
        status.alerts().size());
  }

  /** Loss beside the baseline's. */
  static String loss(DemoStatus status) {
    OptionalDouble ratio = status.lossRatio();
    return ratio.isEmpty()
        ? "not yet known"
        : format(
            "%.3f, %s %.3f, ratio %.2f",
            status.loss().getAsDouble(),
            status.baseline(),
            status.baselineLoss().getAsDouble(),
            ratio.getAsDouble());
  }

  static String snapshot(DemoStatus status) {
    return "published " + version(status.published()) + ", serving " + version(status.serving());
  }

  static String alert(DemoStatus.Alert alert) {
    var names = alert.named();
    String named = String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())));
    return format("%s alert p=%.1e %s", clock(alert.at()), alert.pValue(), named);
  }

  /** Minutes and seconds. */
  static String clock(Duration time) {
    return format("%d:%02d", time.toMinutes(), time.toSecondsPart());
  }

  /** Seconds, with a fraction only where there is one. */
  static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String version(OptionalLong version) {
    return version.isPresent() ? "v" + version.getAsLong() : "none";
  }
}
