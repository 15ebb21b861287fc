package io.thalweg.streams.cli.demo;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the live view shows: the demo at one moment.
 *
 * @param phase the part of the demo
 * @param title what the demo is doing
 * @param elapsed since the demo began
 * @param total how long it will take in all, positive
 * @param learned events learned so far
 * @param learnedPerSecond over the last few seconds
 * @param served events embedded so far
 * @param servedPerSecond over the last few seconds
 * @param loss recent loss of the model, empty until there is one
 * @param baselineLoss that of the baseline on the same events
 * @param baseline what it guesses, such as "same as last reading"
 * @param published newest version on the model topic
 * @param serving version that serving uses
 * @param alerts alerts so far, oldest first
 */
public record DemoStatus(
    Phase phase,
    String title,
    Duration elapsed,
    Duration total,
    long learned,
    double learnedPerSecond,
    long served,
    double servedPerSecond,
    OptionalDouble loss,
    OptionalDouble baselineLoss,
    String baseline,
    OptionalLong published,
    OptionalLong serving,
    List<Alert> alerts) {

  /** The parts of the demo, in order. */
  public enum Phase {
    STARTING,
    WARMING_UP,
    QUIET,
    DISTURBANCE,
    RECOVERING,
    FINISHING
  }

  /**
   * One alert as the view shows it.
   *
   * @param at since the demo began
   * @param pValue calibrated tail probability
   * @param named what it says has changed, the greatest change first
   * @param during the phase it came in
   */
  public record Alert(Duration at, double pValue, List<String> named, Phase during) {

    public Alert {
      named = List.copyOf(named);
    }
  }

  public DemoStatus {
    if (total.isZero() || total.isNegative()) {
      throw new IllegalArgumentException("total must be positive, but is " + total);
    }
    alerts = List.copyOf(alerts);
  }

  /** Part of the demo that is over, 0 to 1. */
  double progress() {
    return Math.max(0, Math.min(1, (double) elapsed.toMillis() / total.toMillis()));
  }

  /**
   * Model loss over the baseline's, below 1 when the model predicts better; empty until both are
   * known.
   */
  OptionalDouble lossRatio() {
    return loss.isPresent() && baselineLoss.isPresent() && baselineLoss.getAsDouble() > 0
        ? OptionalDouble.of(loss.getAsDouble() / baselineLoss.getAsDouble())
        : OptionalDouble.empty();
  }
}
