package io.thalweg.streams.cli.demo;

import io.thalweg.schema.LearningMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Prequential losses as the learner reported them. Not thread-safe. */
final class LossHistory {
  private static final int RECENT_REPORTS = 8;

  private final List<Entry> entries = new ArrayList<>();
  private long learned;

  private record Entry(Instant streamTime, long events, Reported losses) {}

  /**
   * Losses of one report.
   *
   * @param model of the model, before it learned the events
   * @param baseline of the baseline, on the same events
   */
  record Reported(double model, double baseline) {

    /** Those beside "same as the last reading"; empty where there are none. */
    static Optional<Reported> huber(LearningMetrics metrics) {
      return metrics.getHuber() == null || metrics.getPersistenceHuber() == null
          ? Optional.empty()
          : Optional.of(new Reported(metrics.getHuber(), metrics.getPersistenceHuber()));
    }
  }

  /** Mean losses over events, as {@link Reported}; both empty where none were reported. */
  record Loss(OptionalDouble model, OptionalDouble baseline) {}

  /** Takes the next report; it counts as many events as were learned since the last. */
  void add(LearningMetrics metrics, Optional<Reported> losses) {
    long events = metrics.getEventsLearned() - learned;
    learned = metrics.getEventsLearned();
    losses.ifPresent(known -> entries.add(new Entry(metrics.getStreamTime(), events, known)));
  }

  long learned() {
    return learned;
  }

  /** Over reports with a stream time in (from, to]. */
  Loss between(Instant from, Instant to) {
    return mean(
        entries.stream()
            .filter(e -> e.streamTime().isAfter(from) && !e.streamTime().isAfter(to))
            .toList());
  }

  /** Over the last few reports. */
  Loss recent() {
    return mean(entries.subList(Math.max(0, entries.size() - RECENT_REPORTS), entries.size()));
  }

  private static Loss mean(List<Entry> reports) {
    double events = 0;
    double model = 0;
    double baseline = 0;
    for (Entry report : reports) {
      events += report.events();
      model += report.events() * report.losses().model();
      baseline += report.events() * report.losses().baseline();
    }
    return events == 0
        ? new Loss(OptionalDouble.empty(), OptionalDouble.empty())
        : new Loss(OptionalDouble.of(model / events), OptionalDouble.of(baseline / events));
  }
}
