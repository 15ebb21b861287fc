package io.thalweg.streams.cli.demo;

import java.time.Duration;

/**
 * When what happens in a demo, and how densely events come.
 *
 * <p>The disturbance begins when {@code total} says, unless the machine was slow to start: then it
 * waits until serving has watched for {@code leastWatch}. It also waits for {@code calm}: an
 * incident that is still open when the disturbance begins would swallow its alert. Neither wait
 * exceeds {@code patience}, so a demo that does not work ends, and says so.
 *
 * @param total planned length
 * @param settling events are observed, but not sent, for so long: a process that loads its classes
 *     is not what the machine usually does
 * @param leastWatch from the first calibrated p-value to the disturbance, at least
 * @param calm without an alert before the disturbance
 * @param patience longest that the disturbance waits for the two
 * @param disturbance its length
 * @param recovery watched on after it
 * @param hertz events per second
 * @param publishEvery events between two candidates for publication
 * @param warmup events on which the calibration rests before the first p-value
 */
record DemoPlan(
    Duration total,
    Duration settling,
    Duration leastWatch,
    Duration calm,
    Duration patience,
    Duration disturbance,
    Duration recovery,
    double hertz,
    int publishEvery,
    int warmup) {

  /** Shorter demos have no time to learn anything. */
  static final Duration SHORTEST = Duration.ofSeconds(60);

  static final Duration LONGEST = Duration.ofHours(24);

  /** From the end of the recovery to the end of the demo. */
  private static final Duration FINISHING = Duration.ofSeconds(2);

  /** When the disturbance is to begin, since the demo began. */
  Duration onset() {
    return total.minus(disturbance).minus(recovery).minus(FINISHING);
  }

  /** How long a demo takes in all whose disturbance begins at a time. */
  Duration totalWith(Duration actualOnset) {
    return actualOnset.plus(disturbance).plus(recovery).plus(FINISHING);
  }
}
