package io.thalweg.streams.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All figures of a finished demo, and what they amount to. Pure: the same figures give the same
 * verdicts and the same JSON.
 *
 * @param length of the whole demo
 * @param fields numbers per event
 * @param events written to the events topic
 * @param learned events that were learned
 * @param embeddings records on the embeddings topic
 * @param eventsEmbedded distinct events among them
 * @param modelLoss mean loss over the last third before the disturbance; NaN when there was none
 * @param baselineLoss the same for the baseline, on the same events
 * @param snapshotsPublished versions published on the model topic
 * @param snapshotsLoaded versions that serving loaded
 * @param quietAlerts alerts after the warm-up and before the disturbance
 * @param incidents what was disturbed, in order of time; empty when nothing was
 * @param limits what the figures must reach
 * @param baseline what the baseline is
 */
public record DemoSummary(
    Duration length,
    int fields,
    long events,
    long learned,
    long embeddings,
    long eventsEmbedded,
    double modelLoss,
    double baselineLoss,
    long snapshotsPublished,
    long snapshotsLoaded,
    int quietAlerts,
    List<Incident> incidents,
    DemoLimits limits,
    Baseline baseline) {

  public DemoSummary {
    incidents = List.copyOf(incidents);
  }

  /**
   * The alert that answers an incident.
   *
   * @param eventTime time of the event that was alerted
   * @param pValue its calibrated tail probability
   * @param named what it says has changed, the greatest change first
   */
  public record FirstAlert(Instant eventTime, double pValue, List<String> named) {

    public FirstAlert {
      named = List.copyOf(named);
    }
  }

  /**
   * A disturbance and what was made of it.
   *
   * @param name stable identifier, {@code lower_case}
   * @param onset when it began
   * @param within how late after the onset the event alerted may be
   * @param firstAlert the first alert whose event lies at or after the onset, and before the next
   *     incident's; empty when there was none
   */
  public record Incident(
      String name, Instant onset, Duration within, Optional<FirstAlert> firstAlert) {

    /** Time from the onset to the event that was first alerted; empty without an alert. */
    public Optional<Duration> alertDelay() {
      return firstAlert.map(alert -> Duration.between(onset, alert.eventTime()));
    }

    Verdict verdict() {
      return new Verdict(name + "_alerted", isAlertedInTime(), detail());
    }

    private boolean isAlertedInTime() {
      boolean inTime =
          alertDelay()
              .filter(delay -> !delay.isNegative() && delay.compareTo(within) <= 0)
              .isPresent();
      return inTime && firstAlert.filter(alert -> !alert.named().isEmpty()).isPresent();
    }

    private String detail() {
      return alertDelay()
          .map(
              delay ->
                  StatusText.format(
                      "alerted %.1f s after the onset, at most %s s allowed, naming %s",
                      delay.toMillis() / 1e3, StatusText.seconds(within), names()))
          .orElse("it was not alerted");
    }

    private String names() {
      return firstAlert
          .filter(alert -> !alert.named().isEmpty())
          .map(alert -> String.join(", ", alert.named()))
          .orElse("nothing");
    }
  }

  /** Model loss over the baseline's; NaN when there was no loss to compare. */
  public double lossRatio() {
    return baselineLoss > 0 ? modelLoss / baselineLoss : Double.NaN;
  }

  /** Whether every link really worked. */
  public boolean passed() {
    return verdicts().stream().allMatch(Verdict::passed);
  }

  /** Every check, passed or not, always the same ones in the same order. */
  public List<Verdict> verdicts() {
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(
        new Verdict(
            "loss_beats_" + baseline.key(), lossRatio() <= limits.mostLossRatio(), lossDetail()));
    verdicts.add(
        new Verdict(
            "snapshots_published_and_loaded",
            snapshotsPublished > 0 && snapshotsLoaded > 0,
            StatusText.format(
                "%d published, %d loaded by serving", snapshotsPublished, snapshotsLoaded)));
    verdicts.add(
        new Verdict(
            "one_embedding_per_event",
            events > 0 && embeddings == events && eventsEmbedded == events,
            StatusText.format(
                "%d events, %d embeddings of %d of them", events, embeddings, eventsEmbedded)));
    incidents.forEach(incident -> verdicts.add(incident.verdict()));
    if (incidents.isEmpty()) {
      verdicts.add(new Verdict("disturbance_alerted", false, "no disturbance was made"));
    }
    verdicts.add(
        new Verdict(
            "quiet_part_is_quiet",
            quietAlerts <= limits.mostQuietAlerts(),
            StatusText.format(
                "%d alerts before the disturbance, at most %d allowed",
                quietAlerts, limits.mostQuietAlerts())));
    return List.copyOf(verdicts);
  }

  private String lossDetail() {
    if (Double.isNaN(lossRatio())) {
      return "no loss was measured before the disturbance";
    }
    return StatusText.format(
        "%s %.4f, %s %.4f, ratio %.3f, at most %s allowed",
        baseline.measure(),
        modelLoss,
        baseline.guess(),
        baselineLoss,
        lossRatio(),
        limits.mostLossRatio());
  }
}
