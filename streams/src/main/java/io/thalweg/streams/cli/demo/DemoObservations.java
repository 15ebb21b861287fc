package io.thalweg.streams.cli.demo;

import io.thalweg.schema.Alert;
import io.thalweg.schema.Embedding;
import io.thalweg.schema.LearningMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;

/** What came out of the pipeline's topics so far. Thread-safe. */
final class DemoObservations {
  private final DemoSubject subject;
  private final BitSet embeddedOffsets = new BitSet();
  private final TreeSet<Long> publishedVersions = new TreeSet<>();
  private final TreeSet<Long> servedVersions = new TreeSet<>();
  private final List<SeenAlert> alerts = new ArrayList<>();
  private final List<Alert> alertRecords = new ArrayList<>();
  private final LossHistory losses = new LossHistory();
  private long embeddings;
  private long calibrated;
  private long serving;

  /**
   * @param subject knows what alerts name, and what losses are
   */
  DemoObservations(DemoSubject subject) {
    this.subject = subject;
  }

  /**
   * An alert, as far as the demo is concerned.
   *
   * @param eventTime time of the event alerted
   * @param pValue calibrated tail probability
   * @param named what it says has changed, the greatest change first
   */
  record SeenAlert(Instant eventTime, double pValue, List<String> named) {
    SeenAlert {
      named = List.copyOf(named);
    }
  }

  synchronized void embedding(Embedding embedding) {
    embeddings++;
    subject.embedded(embedding);
    embeddedOffsets.set(Math.toIntExact(embedding.getOffset()));
    serving = embedding.getVersion();
    servedVersions.add(serving);
    if (embedding.getPValue() != null) {
      calibrated++;
    }
  }

  synchronized void alert(Alert alert) {
    alertRecords.add(alert);
    alerts.add(new SeenAlert(alert.getTimestamp(), alert.getPValue(), subject.named(alert)));
  }

  synchronized void metrics(LearningMetrics metrics) {
    losses.add(metrics, subject.losses(metrics));
  }

  synchronized void published(long version) {
    publishedVersions.add(version);
  }

  /** Records on the embeddings topic. */
  synchronized long embeddings() {
    return embeddings;
  }

  /** Distinct events among them. */
  synchronized long eventsEmbedded() {
    return embeddedOffsets.cardinality();
  }

  /** Events that got a calibrated p-value. */
  synchronized long calibrated() {
    return calibrated;
  }

  /** Alerts, in the order of the topic. */
  synchronized List<SeenAlert> alerts() {
    return List.copyOf(alerts);
  }

  /** The same as they were read. */
  synchronized List<Alert> alertRecords() {
    return List.copyOf(alertRecords);
  }

  /** Events learned. */
  synchronized long learned() {
    return losses.learned();
  }

  /** Losses of the events whose learning was reported in (from, to]. */
  synchronized LossHistory.Loss loss(Instant from, Instant to) {
    return losses.between(from, to);
  }

  /** Losses of the last reports. */
  synchronized LossHistory.Loss recentLoss() {
    return losses.recent();
  }

  /** Distinct versions on the model topic. */
  synchronized int versionsPublished() {
    return publishedVersions.size();
  }

  /** Distinct versions that have embedded events. */
  synchronized int versionsServed() {
    return servedVersions.size();
  }

  synchronized OptionalLong newestPublished() {
    return publishedVersions.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(publishedVersions.last());
  }

  /** Version of the newest embedding. */
  synchronized OptionalLong serving() {
    return embeddings == 0 ? OptionalLong.empty() : OptionalLong.of(serving);
  }
}
