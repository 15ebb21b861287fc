package io.thalweg.streams.cli.demo;

import io.thalweg.streams.cli.demo.DemoObservations.SeenAlert;
import io.thalweg.streams.cli.demo.DemoStatus.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The main job, once, on live events: start everything, watch, disturb, watch on, judge.
 *
 * <p>One thread runs it and draws the view; {@link #stop} may be called from any. To be run once.
 */
final class Demo {
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration LONGEST_START = Duration.ofMinutes(2);
  private static final Duration LAST_EMBEDDINGS = Duration.ofSeconds(20);

  private final DemoPlan plan;
  private final Path directory;
  private final DemoSubject subject;
  private final LiveView view;
  private final Clock clock;
  private final DemoObservations seen;
  private final DemoProgress progress;
  private volatile boolean stopped;

  /**
   * @param plan when what happens
   * @param directory empty, for this demo alone
   * @param subject what it is about
   * @param view shows how it goes; stays the caller's to close
   * @param clock tells the events' times, and must be the subject's
   */
  Demo(DemoPlan plan, Path directory, DemoSubject subject, LiveView view, Clock clock) {
    this.plan = plan;
    this.directory = directory;
    this.subject = subject;
    this.view = view;
    this.clock = clock;
    seen = new DemoObservations(subject);
    progress = new DemoProgress(plan, subject.words(), seen, clock);
  }

  /** Ends the demo early: {@link #run} cleans up and throws. Returns at once. */
  void stop() {
    stopped = true;
  }

  /**
   * Runs the demo; returns when everything it started has stopped.
   *
   * @throws CancellationException when it was stopped
   * @throws IllegalStateException with one sentence when a part of it failed
   */
  Outcome run() throws InterruptedException, IOException {
    try (DemoServices services = start()) {
      prepare(services);
      services.events().send();
      tickUntil(services, () -> isDisturbanceDue(services));
      try (Disturber.Running disturbance = subject.disturber().begin(plan.disturbance())) {
        progress.disturbed(disturbance);
        tickUntil(services, disturbance::isOver);
        progress.enter(Phase.RECOVERING);
        tickFor(services, plan.recovery());
        finish(services);
        return outcome(services, disturbance);
      }
    }
  }

  /**
   * A demo that came to its end.
   *
   * @param summary its figures
   * @param eventsPerSecond events per second, measured
   * @param notes sentences about what did not go as planned, and what else there is to see
   */
  record Outcome(DemoSummary summary, double eventsPerSecond, List<String> notes) {
    Outcome {
      notes = List.copyOf(notes);
    }
  }

  private DemoServices start() throws InterruptedException {
    CompletableFuture<DemoServices> starting =
        CompletableFuture.supplyAsync(
            () -> DemoServices.start(plan, directory, subject, seen, clock),
            task -> new Thread(task, "demo-start").start());
    while (!starting.isDone()) {
      pause();
    }
    try {
      return starting.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private void prepare(DemoServices services) throws InterruptedException {
    Duration latest = progress.elapsed().plus(LONGEST_START);
    tickUntil(services, () -> services.isLearning() || isPast(latest));
    if (!services.isLearning()) {
      throw new IllegalStateException(
          "Learning did not start within " + LONGEST_START.toSeconds() + " s.");
    }
    progress.enter(Phase.WARMING_UP);
    tickFor(services, plan.settling());
  }

  private boolean isDisturbanceDue(DemoServices services) {
    if (progress.phase() == Phase.WARMING_UP && seen.calibrated() > 0) {
      progress.enter(Phase.QUIET);
    }
    if (!isPast(plan.onset())) {
      return false;
    }
    return (hasWatchedEnough() && isCalm(services)) || isPast(plan.onset().plus(plan.patience()));
  }

  private boolean hasWatchedEnough() {
    return seen.calibrated() >= plan.leastWatch().toMillis() * plan.hertz() / 1000;
  }

  private boolean isCalm(DemoServices services) {
    Optional<Instant> newest = services.events().last();
    return newest.isPresent()
        && seen.alerts().stream()
            .allMatch(alert -> alert.eventTime().plus(plan.calm()).isBefore(newest.get()));
  }

  private void finish(DemoServices services) throws InterruptedException {
    progress.enter(Phase.FINISHING);
    services.events().finish();
    Duration latest = progress.elapsed().plus(LAST_EMBEDDINGS);
    tickUntil(
        services, () -> seen.eventsEmbedded() >= services.events().written() || isPast(latest));
  }

  private Outcome outcome(DemoServices services, Disturber.Running disturbance) throws IOException {
    Instant onset = disturbance.onset();
    EventProducer sent = services.events();
    Instant first = sent.first().orElse(onset);
    Instant lastThird = onset.minus(Duration.between(first, onset).dividedBy(3));
    LossHistory.Loss loss = seen.loss(lastThird, onset);
    List<SeenAlert> alerts = seen.alerts();
    DemoSummary summary =
        new DemoSummary(
            progress.elapsed(),
            subject.values(),
            sent.written(),
            seen.learned(),
            seen.embeddings(),
            seen.eventsEmbedded(),
            loss.model().orElse(Double.NaN),
            loss.baseline().orElse(Double.NaN),
            seen.versionsPublished(),
            seen.versionsServed(),
            (int) alerts.stream().filter(alert -> alert.eventTime().isBefore(onset)).count(),
            answered(disturbance.incidents(), alerts),
            subject.limits(),
            subject.words().baseline());
    double seconds = Duration.between(first, sent.last().orElse(onset)).toMillis() / 1e3;
    List<String> notes = new ArrayList<>(disturbance.problems());
    notes.addAll(subject.conclude(services.config(), seen.alertRecords(), directory));
    return new Outcome(summary, seconds > 0 ? sent.written() / seconds : 0, notes);
  }

  /** An alert answers the last incident that began before it. */
  private static List<DemoSummary.Incident> answered(
      List<Disturber.Incident> incidents, List<SeenAlert> alerts) {
    List<DemoSummary.Incident> answered = new ArrayList<>();
    for (int i = 0; i < incidents.size(); i++) {
      Disturber.Incident incident = incidents.get(i);
      Instant next = i + 1 < incidents.size() ? incidents.get(i + 1).onset() : Instant.MAX;
      answered.add(
          new DemoSummary.Incident(
              incident.name(),
              incident.onset(),
              incident.within(),
              alerts.stream()
                  .filter(alert -> !alert.eventTime().isBefore(incident.onset()))
                  .filter(alert -> alert.eventTime().isBefore(next))
                  .findFirst()
                  .map(a -> new DemoSummary.FirstAlert(a.eventTime(), a.pValue(), a.named()))));
    }
    return answered;
  }

  private boolean isPast(Duration elapsed) {
    return progress.elapsed().compareTo(elapsed) >= 0;
  }

  private void tickFor(DemoServices services, Duration time) throws InterruptedException {
    Duration end = progress.elapsed().plus(time);
    tickUntil(services, () -> isPast(end));
  }

  private void tickUntil(DemoServices services, BooleanSupplier condition)
      throws InterruptedException {
    while (!condition.getAsBoolean()) {
      if (stopped) {
        throw new CancellationException("The demo was stopped.");
      }
      Optional<Throwable> failure = services.failure();
      if (failure.isPresent()) {
        throw new IllegalStateException("A part of the demo stopped.", failure.get());
      }
      pause();
    }
  }

  private void pause() throws InterruptedException {
    view.show(progress.status());
    TimeUnit.NANOSECONDS.sleep(TICK.toNanos());
  }
}
