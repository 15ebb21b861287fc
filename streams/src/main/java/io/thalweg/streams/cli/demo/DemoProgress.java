package io.thalweg.streams.cli.demo;

import io.thalweg.streams.cli.demo.DemoObservations.SeenAlert;
import io.thalweg.streams.cli.demo.DemoStatus.Phase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a demo stands, for its view. Not thread-safe. */
final class DemoProgress {
  private final DemoPlan plan;
  private final DemoWords words;
  private final DemoObservations seen;
  private final Instant begin;
  private final long beginNanos = System.nanoTime();
  private final Throughput learning = new Throughput();
  private final Throughput serving = new Throughput();
  private Phase phase = Phase.STARTING;
  private Disturber.@Nullable Running disturbance;
  private @Nullable Duration onsetElapsed;

  DemoProgress(DemoPlan plan, DemoWords words, DemoObservations seen, Clock clock) {
    this.plan = plan;
    this.words = words;
    this.seen = seen;
    begin = clock.instant();
  }

  Phase phase() {
    return phase;
  }

  void enter(Phase next) {
    phase = next;
  }

  void disturbed(Disturber.Running running) {
    disturbance = running;
    onsetElapsed = elapsed();
    enter(Phase.DISTURBANCE);
  }

  /** By a clock that is never set back. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - beginNanos);
  }

  DemoStatus status() {
    long now = System.nanoTime();
    LossHistory.Loss loss = seen.recentLoss();
    return new DemoStatus(
        phase,
        title(),
        elapsed(),
        total(),
        seen.learned(),
        learning.perSecond(now, seen.learned()),
        seen.embeddings(),
        serving.perSecond(now, seen.embeddings()),
        loss.model(),
        loss.baseline(),
        words.baseline().guess(),
        seen.newestPublished(),
        seen.serving(),
        seen.alerts().stream().map(this::shown).toList());
  }

  private String title() {
    return switch (phase) {
      case STARTING -> "starting the broker and the two applications";
      case WARMING_UP -> "warming up: learning " + words.learning();
      case QUIET -> "watching";
      case DISTURBANCE -> disturbance == null ? "disturbing" : disturbance.title();
      case RECOVERING -> "disturbance over, watching on";
      case FINISHING -> "finishing";
    };
  }

  /** Moves while the disturbance waits for its moment. */
  private Duration total() {
    Duration earliest = onsetElapsed == null ? elapsed() : onsetElapsed;
    return plan.totalWith(earliest.compareTo(plan.onset()) > 0 ? earliest : plan.onset());
  }

  private DemoStatus.Alert shown(SeenAlert alert) {
    boolean disturbed = disturbance != null && !alert.eventTime().isBefore(disturbance.onset());
    Phase during = disturbed ? Phase.DISTURBANCE : Phase.QUIET;
    return new DemoStatus.Alert(
        Duration.between(begin, alert.eventTime()), alert.pValue(), alert.named(), during);
  }
}
