package io.thalweg.streams.cli.demo;

import io.thalweg.schema.Alert;
import io.thalweg.schema.Embedding;
import io.thalweg.schema.FieldContribution;
import io.thalweg.schema.LearningMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;

/** What came out of the pipeline's topics so far. Thread-safe. */
final class DemoObservations {

  /** A metric has moved when it is this many predicted scales away from what was expected. */
  private static final double MOVED = 3;

  private final BitSet embeddedOffsets = new BitSet();
  private final TreeSet<Long> publishedVersions = new TreeSet<>();
  private final TreeSet<Long> servedVersions = new TreeSet<>();
  private final List<SeenAlert> alerts = new ArrayList<>();
  private final LossHistory losses = new LossHistory();
  private long embeddings;
  private long calibrated;
  private long serving;

  /**
   * An alert, as far as the demo is concerned.
   *
   * @param eventTime time of the event alerted
   * @param pValue calibrated tail probability
   * @param moved metrics that contributed and really are far from what was expected, the greatest
   *     contribution first
   */
  record SeenAlert(Instant eventTime, double pValue, List<String> moved) {
    SeenAlert {
      moved = List.copyOf(moved);
    }
  }

  synchronized void embedding(Embedding embedding) {
    embeddings++;
    embeddedOffsets.set(Math.toIntExact(embedding.getOffset()));
    serving = embedding.getVersion();
    servedVersions.add(serving);
    if (embedding.getPValue() != null) {
      calibrated++;
    }
  }

  synchronized void alert(Alert alert) {
    List<String> moved =
        alert.getContributions().stream()
            .filter(DemoObservations::hasMoved)
            .map(FieldContribution::getField)
            .toList();
    alerts.add(new SeenAlert(alert.getTimestamp(), alert.getPValue(), moved));
  }

  private static boolean hasMoved(FieldContribution part) {
    return Math.abs(part.getObserved() - part.getExpected()) >= MOVED * part.getScale();
  }

  synchronized void metrics(LearningMetrics metrics) {
    losses.add(metrics);
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
