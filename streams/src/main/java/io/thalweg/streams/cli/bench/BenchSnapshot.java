package io.thalweg.streams.cli.bench;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.item.Boundary;
import io.thalweg.model.item.EntityTrack;
import io.thalweg.model.item.PartitionSegmenter;
import io.thalweg.model.item.Reading;
import io.thalweg.model.learn.LearnEffect;
import io.thalweg.model.learn.Learner;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.snapshot.SnapshotPublisher;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A version to serve from, learned from events of another partition: it covers none of the events
 * that are served, so every one of them is scored.
 */
final class BenchSnapshot {
  private static final long SEED = 7;
  private static final int OTHER_PARTITION = 1;
  private static final int EVENTS = 16_384;

  private BenchSnapshot() {}

  /** Learns a version and puts it on the pipeline's model topic. */
  static void publish(PipelineConfig config, PipelinePlan plan) {
    SnapshotPublisher publisher =
        new SnapshotPublisher(config.source().topic(), config.publish().keep());
    LearnEffect.Decision decision = learn(plan);
    if (decision.snapshot().isEmpty()) {
      throw new IllegalStateException("no version to serve: " + decision.outcome());
    }
    try (Producer<byte[], byte[]> producer = BenchEvents.producer(config, Map.of())) {
      publisher.publish(
          decision,
          (key, value) ->
              producer.send(
                  new ProducerRecord<>(
                      config.topics().model(), key.getBytes(StandardCharsets.UTF_8), value)));
    }
  }

  private static LearnEffect.Decision learn(PipelinePlan plan) {
    Learner learner = new Learner(plan.learner());
    SyntheticEvents events = new SyntheticEvents(SEED, OTHER_PARTITION);
    PartitionSegmenter segmenter = new PartitionSegmenter(OTHER_PARTITION, EVENTS, plan.capacity());
    Map<String, EntityTrack> tracks = new HashMap<>();
    for (int i = 0; i < EVENTS; i++) {
      Reading reading = events.nextSince(0);
      EntityTrack track =
          tracks.computeIfAbsent(
              reading.entity(),
              entity -> new EntityTrack(plan.items(), plan.learner().segmentShape()));
      segmenter.accept(track, reading, input -> learner.fold(input, effect -> {}));
    }
    LearnEffect[] decided = new LearnEffect[1];
    segmenter.reach(
        EVENTS, boundary -> learner.fold((Boundary) boundary, effect -> decided[0] = effect));
    return (LearnEffect.Decision) decided[0];
  }
}
