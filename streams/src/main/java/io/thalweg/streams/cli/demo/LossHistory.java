package io.thalweg.streams.cli.demo;

import io.thalweg.schema.LearningMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Prequential losses as the learner reported them. Not thread-safe. */
final class LossHistory {
  private static final int RECENT_REPORTS = 8;

  private final List<Entry> entries = new ArrayList<>();
  private long learned;

  private record Entry(Instant streamTime, long events, double huber, double persistence) {}

  /**
   * Mean Huber losses over events; both empty where none were reported.
   *
   * @param model of the model, before it learned the event
   * @param persistence of "same as the last reading"
   */
  record Loss(OptionalDouble model, OptionalDouble persistence) {}

  /** Takes the next report; a report counts as many events as were learned since the last. */
  void add(LearningMetrics metrics) {
    long events = metrics.getEventsLearned() - learned;
    learned = metrics.getEventsLearned();
    if (metrics.getHuber() != null && metrics.getPersistenceHuber() != null) {
      entries.add(
          new Entry(
              metrics.getStreamTime(), events, metrics.getHuber(), metrics.getPersistenceHuber()));
    }
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
    double huber = 0;
    double persistence = 0;
    for (Entry report : reports) {
      events += report.events();
      huber += report.events() * report.huber();
      persistence += report.events() * report.persistence();
    }
    return events == 0
        ? new Loss(OptionalDouble.empty(), OptionalDouble.empty())
        : new Loss(OptionalDouble.of(huber / events), OptionalDouble.of(persistence / events));
  }
}
