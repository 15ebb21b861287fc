package io.thalweg.streams.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All figures of a finished demo, and what they amount to. Pure: the same figures give the same
 * verdicts and the same JSON.
 *
 * @param length of the whole demo
 * @param fields metrics per event
 * @param events written to the events topic
 * @param learned events that were learned
 * @param embeddings records on the embeddings topic
 * @param eventsEmbedded distinct events among them
 * @param modelLoss mean Huber loss over the last third before the disturbance; NaN when there was
 *     none
 * @param persistenceLoss the same for "same as the last reading", on the same events
 * @param snapshotsPublished versions published on the model topic
 * @param snapshotsLoaded versions that serving loaded
 * @param quietAlerts alerts after the warm-up and before the disturbance
 * @param onset when the disturbance began; empty when there was none
 * @param firstAlert the first alert whose event lies at or after the onset; empty when there was
 *     none
 */
public record DemoSummary(
    Duration length,
    int fields,
    long events,
    long learned,
    long embeddings,
    long eventsEmbedded,
    double modelLoss,
    double persistenceLoss,
    long snapshotsPublished,
    long snapshotsLoaded,
    int quietAlerts,
    Optional<Instant> onset,
    Optional<FirstAlert> firstAlert) {

  /** The model's loss must be at most this part of the baseline's. */
  public static final double MOST_LOSS_RATIO = 0.9;

  /** The disturbance must be alerted within this time of its onset. */
  public static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

  /** More alerts than this while nothing happens are too many. */
  public static final int MOST_QUIET_ALERTS = 2;

  /**
   * The alert that answers the disturbance.
   *
   * @param eventTime time of the event that was alerted
   * @param pValue its calibrated tail probability
   * @param metrics metrics that contributed most, in that order
   */
  public record FirstAlert(Instant eventTime, double pValue, List<String> metrics) {

    public FirstAlert {
      metrics = List.copyOf(metrics);
    }
  }

  /** Model loss over persistence loss; NaN when there was no loss to compare. */
  public double lossRatio() {
    return persistenceLoss > 0 ? modelLoss / persistenceLoss : Double.NaN;
  }

  /** Time from the onset to the event that was first alerted; empty without either. */
  public Optional<Duration> alertDelay() {
    return onset.flatMap(
        from -> firstAlert.map(alert -> Duration.between(from, alert.eventTime())));
  }

  /** Whether every link really worked. */
  public boolean passed() {
    return verdicts().stream().allMatch(Verdict::passed);
  }

  /** Every check, passed or not, always the same ones in the same order. */
  public List<Verdict> verdicts() {
    return List.of(
        new Verdict("loss_beats_persistence", lossRatio() <= MOST_LOSS_RATIO, lossDetail()),
        new Verdict(
            "snapshots_published_and_loaded",
            snapshotsPublished > 0 && snapshotsLoaded > 0,
            StatusText.format(
                "%d published, %d loaded by serving", snapshotsPublished, snapshotsLoaded)),
        new Verdict(
            "one_embedding_per_event",
            events > 0 && embeddings == events && eventsEmbedded == events,
            StatusText.format(
                "%d events, %d embeddings of %d of them", events, embeddings, eventsEmbedded)),
        new Verdict("disturbance_alerted", isAlertedInTime(), alertDetail()),
        new Verdict(
            "quiet_part_is_quiet",
            quietAlerts <= MOST_QUIET_ALERTS,
            StatusText.format(
                "%d alerts before the disturbance, at most %d allowed",
                quietAlerts, MOST_QUIET_ALERTS)));
  }

  private boolean isAlertedInTime() {
    boolean inTime =
        alertDelay()
            .filter(delay -> !delay.isNegative() && delay.compareTo(LONGEST_DELAY) <= 0)
            .isPresent();
    return inTime && firstAlert.filter(alert -> !alert.metrics().isEmpty()).isPresent();
  }

  private String lossDetail() {
    if (Double.isNaN(lossRatio())) {
      return "no loss was measured before the disturbance";
    }
    return StatusText.format(
        "Huber loss %.4f, same as last reading %.4f, ratio %.3f, at most %.1f allowed",
        modelLoss, persistenceLoss, lossRatio(), MOST_LOSS_RATIO);
  }

  private String alertDetail() {
    if (onset.isEmpty()) {
      return "no disturbance was made";
    }
    return alertDelay()
        .map(
            delay ->
                StatusText.format(
                    "alerted %.1f s after the onset, at most %d s allowed, naming %s",
                    delay.toMillis() / 1e3, LONGEST_DELAY.toSeconds(), named()))
        .orElse("the disturbance was not alerted");
  }

  private String named() {
    return firstAlert
        .filter(alert -> !alert.metrics().isEmpty())
        .map(alert -> String.join(", ", alert.metrics()))
        .orElse("no metric");
  }
}
