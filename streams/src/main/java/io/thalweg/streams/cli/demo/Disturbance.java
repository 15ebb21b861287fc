package io.thalweg.streams.cli.demo;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Real processor, memory and disk work for a few seconds, as much as a {@link DisturbancePlan}
 * allows.
 *
 * <p>It works in daemon threads of its own. Everything it took is given back before {@link
 * #report()} completes: threads ended, memory freed, file deleted. A load that the machine refuses
 * (a full disk, no memory) ends early and is named in the report; the others go on. Thread-safe.
 */
public final class Disturbance implements Disturber.Running {

  /** It must be alerted within this time of its onset. */
  public static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

  /**
   * What was done.
   *
   * @param onset when the work began
   * @param end when everything was given back
   * @param memoryBytes memory that was held and touched
   * @param diskBytesWritten bytes written and synchronised
   * @param problems one sentence for each load that ended early; empty when all went well
   */
  public record Report(
      Instant onset, Instant end, long memoryBytes, long diskBytesWritten, List<String> problems) {

    public Report {
      problems = List.copyOf(problems);
    }
  }

  private final DisturbancePlan plan;
  private final Clock clock;
  private final Instant onset;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CompletableFuture<Report> report = new CompletableFuture<>();
  private final ExecutorService workers = Executors.newCachedThreadPool(Disturbance::daemon);

  private Disturbance(DisturbancePlan plan, Clock clock) {
    this.plan = plan;
    this.clock = clock;
    this.onset = clock.instant();
  }

  /** Begins at once, and ends by itself after the plan's length. */
  public static Disturbance start(DisturbancePlan plan, Clock clock) {
    Disturbance disturbance = new Disturbance(plan, clock);
    disturbance.begin();
    return disturbance;
  }

  @Override
  public Instant onset() {
    return onset;
  }

  @Override
  public String title() {
    return "making a real disturbance: processor, memory and disk work";
  }

  @Override
  public List<Disturber.Incident> incidents() {
    return List.of(new Disturber.Incident("disturbance", onset, LONGEST_DELAY));
  }

  /** Completes when the work has ended and everything is given back. */
  public CompletableFuture<Report> report() {
    return report.copy();
  }

  @Override
  public boolean isOver() {
    return report.isDone();
  }

  @Override
  public List<String> problems() {
    return report.isDone() ? report.join().problems() : List.of();
  }

  /** Ends the work early; returns at once. */
  public void stop() {
    stop.countDown();
  }

  /** Ends the work early and waits until everything is given back. */
  @Override
  public void close() {
    stop();
    report.join();
  }

  private void begin() {
    List<Future<Long>> processor = new ArrayList<>();
    for (int i = 0; i < plan.cpuThreads(); i++) {
      processor.add(submit(Loads::burn));
    }
    Future<Long> memory = submit(Loads.touch(plan.memoryBytes()));
    Future<Long> disk = submit(Loads.write(plan.diskBytes(), plan.directory()));
    daemon(() -> supervise(processor, memory, disk)).start();
  }

  private Future<Long> submit(Load load) {
    return workers.submit(() -> load.work(() -> stop.getCount() > 0));
  }

  private void supervise(List<Future<Long>> processor, Future<Long> memory, Future<Long> disk) {
    try {
      if (!stop.await(plan.length().toNanos(), TimeUnit.NANOSECONDS)) {
        stop();
      }
      List<String> problems = new ArrayList<>();
      for (Future<Long> core : processor) {
        outcome(core, "processor", problems);
      }
      long memoryBytes = outcome(memory, "memory", problems);
      long diskBytes = outcome(disk, "disk", problems);
      workers.shutdown();
      workers.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      report.complete(new Report(onset, clock.instant(), memoryBytes, diskBytes, problems));
    } catch (InterruptedException | RuntimeException | Error unexpected) {
      stop();
      workers.shutdown();
      report.completeExceptionally(unexpected);
    }
  }

  private static long outcome(Future<Long> load, String name, List<String> problems)
      throws InterruptedException {
    try {
      return load.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof IOException refused) {
        problems.add("The " + name + " load ended early: " + refused.getMessage());
        return 0;
      }
      throw new IllegalStateException("The " + name + " load failed", failure.getCause());
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "disturbance");
    thread.setDaemon(true);
    return thread;
  }
}
