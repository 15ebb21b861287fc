package io.thalweg.model.detect;

import java.time.Duration;

/**
 * When a p-value becomes an alert: an incident opens below {@code rate} and is one alert, however
 * many events it lasts.
 *
 * <p>An open incident is prolonged by every p below {@code release} (a hysteresis: higher than the
 * rate) and closes when both {@code quietEvents} events in a row were at or above it and {@code
 * coolDown} of stream time has passed since the last one below. Keep {@code release * quietEvents}
 * well below 1, and the same for the events of a cool-down: an ordinary entity passes below release
 * by chance that often, and an incident that chance prolongs hides the next one. A product above 1
 * is refused.
 *
 * <p>Nor may an open incident hide a far worse one: after {@value #RESPITE_EVENTS} events in a row
 * at or above release, one whose p is {@value #FAR_WORSE} times smaller than any of the incident is
 * the first of a new incident, and an alert. Events that bad without such a respite belong to the
 * one that is open, which is one alert however it grows. By chance this adds at most one alert to
 * each hundred.
 *
 * <p>Pure: state in, state out, stream time from the events. A late event can prolong an incident
 * but not move its clock back. Events without a p-value are not shown to the policy. Immutable,
 * thread-safe.
 *
 * @param rate p-values below it open an incident, in [1e-8, 0.01]
 * @param release p-values below it prolong one, in [rate, 0.1]
 * @param quietEvents events at or above release that close it, at least 1
 * @param coolDown stream time since the last event below release that must have passed, at least 0
 */
public record AlertPolicy(double rate, double release, int quietEvents, Duration coolDown) {

  public static final AlertPolicy DEFAULT = ofRate(1e-4);

  private static final int RESPITE_EVENTS = 5;
  private static final double FAR_WORSE = 100;

  /** What one event means for the incident. */
  public enum Decision {
    /** No incident. */
    QUIET,
    /** An incident begins, maybe in place of one that was open: this is the event to alert on. */
    RAISED,
    /** An incident goes on. */
    OPEN,
    /** An incident ended with this event. */
    CLOSED
  }

  /** The decision about one event and the state to keep for the next. */
  public record Verdict(Decision decision, AlertState state) {
    private static final Verdict QUIET = new Verdict(Decision.QUIET, AlertState.QUIET);
    private static final Verdict CLOSED = new Verdict(Decision.CLOSED, AlertState.QUIET);
  }

  public AlertPolicy {
    require(rate >= 1e-8 && rate <= 0.01, "rate", "in [1e-8, 0.01]", rate);
    require(release >= rate && release <= 0.1, "release", "in [rate, 0.1]", release);
    require(quietEvents >= 1, "quietEvents", "at least 1", quietEvents);
    require(
        release * quietEvents <= 1,
        "release * quietEvents",
        "at most 1, or chance keeps incidents open",
        release * quietEvents);
    require(!coolDown.isNegative(), "coolDown", "at least 0", coolDown);
  }

  /** The default policy at this rate: release at ten times it, 100 quiet events and 10 seconds. */
  public static AlertPolicy ofRate(double rate) {
    int quietEvents = (int) Math.min(100, Math.max(1, 0.1 / (10 * rate)));
    return new AlertPolicy(rate, 10 * rate, quietEvents, Duration.ofSeconds(10));
  }

  /** Decides about one event. Allocates nothing while quiet. */
  public Verdict decide(AlertState state, double p, long streamTimeMillis) {
    if (state.open() ? isAnother(state, p) : p < rate) {
      return new Verdict(Decision.RAISED, AlertState.openedAt(streamTimeMillis, p));
    }
    if (!state.open()) {
      return Verdict.QUIET;
    }
    AlertState next = p < release ? state.low(streamTimeMillis, p) : state.quiet(streamTimeMillis);
    return isOver(next) ? Verdict.CLOSED : new Verdict(Decision.OPEN, next);
  }

  private static boolean isAnother(AlertState open, double p) {
    return open.quietEvents() >= RESPITE_EVENTS && p * FAR_WORSE < open.lowestP();
  }

  private boolean isOver(AlertState state) {
    return state.quietEvents() >= quietEvents
        && state.nowMillis() - state.lastLowMillis() >= coolDown.toMillis();
  }

  private static void require(boolean ok, String name, String allowed, Object value) {
    if (!ok) {
      throw new IllegalArgumentException(name + " must be " + allowed + ", but is " + value);
    }
  }
}
