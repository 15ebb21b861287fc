package io.thalweg.model.evaluate;

import io.thalweg.model.evaluate.InjectedEvents.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which injected events were alerted, and which alerts were of none. Not thread-safe.
 *
 * <p>An alert is an event's from its first frame to {@value #AFTER} frames after its last: that
 * something has gone is news, too. Every other is false. A rate of false alerts is one per frame
 * that had a p-value and belongs to no event: those before the calibration is warm cannot alert.
 */
public final class AlertTally {
  /** Frames after an event in which an alert is still its own. */
  public static final int AFTER = 10;

  private final InjectedEvents injected;
  private final List<Integer> alerts = new ArrayList<>();
  private long watched;

  /** Counts beside these events. */
  public AlertTally(InjectedEvents injected) {
    this.injected = injected;
  }

  /**
   * Counts a frame.
   *
   * @param frame its number, from 0
   * @param watched whether it had a p-value
   * @param alert whether it was alerted
   */
  public void add(int frame, boolean watched, boolean alert) {
    if (watched && isQuiet(frame)) {
      this.watched++;
    }
    if (alert) {
      alerts.add(frame);
    }
  }

  /** Whether a frame belongs to no event. */
  public boolean isQuiet(int frame) {
    return injected.events().stream().noneMatch(event -> event.reaches(frame, AFTER));
  }

  /** The first alert of an event; empty if there was none. */
  public OptionalInt alertOf(Event event) {
    return alerts.stream()
        .filter(frame -> event.reaches(frame, AFTER))
        .mapToInt(Integer::intValue)
        .findFirst();
  }

  /** Frames of alerts that are no event's. */
  public List<Integer> falseAlerts() {
    return alerts.stream().filter(this::isQuiet).toList();
  }

  /** Frames with a p-value that belong to no event. */
  public long watched() {
    return watched;
  }
}
