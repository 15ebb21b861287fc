package io.thalweg.streams.topology;

import io.thalweg.model.PipelinePlan;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.config.Topics;
import io.thalweg.streams.processor.LearnProcessor;
import io.thalweg.streams.processor.Outgoing;
import io.thalweg.streams.processor.SegmentProcessor;
import io.thalweg.streams.snapshot.SnapshotPublisher;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * Events to snapshots.
 *
 * <pre>{@code
 * events --> segment --> (one partition) --> learn --> model topic, metrics topic
 *               |                              |
 *        entities store                  learner store
 * }</pre>
 *
 * <p>One learner takes the segments of all partitions: through an internal topic of one partition.
 * Where the events topic has one partition itself there is nothing to bring together, and segments
 * go to the learner directly, in the same order and the same transaction as the event that
 * completed them.
 */
public final class LearnTopology {
  /** Store of the entities of a partition. */
  public static final String ENTITIES = "learn-entities";

  /** Store of the one learner. */
  public static final String LEARNER = "learner";

  private LearnTopology() {}

  /** Builds the topology of a pipeline whose fields are known. */
  public static Topology build(PipelineConfig config, PipelinePlan plan, int partitions) {
    return build(config, plan, partitions, Formats.of(config));
  }

  /**
   * Builds the topology with formats shared with others of the process.
   *
   * @param partitions of the events topic
   */
  public static Topology build(
      PipelineConfig config, PipelinePlan plan, int partitions, Formats formats) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(Stores.cached(ENTITIES));
    builder.addStateStore(Stores.cached(LEARNER));
    KStream<String, byte[]> segments = segments(builder, config, plan, formats);
    (partitions == 1 ? segments : broughtTogether(segments))
        .process(() -> learner(config, plan, formats), Named.as("learn"), LEARNER)
        .to(
            (key, outgoing, context) -> outgoing.topic(),
            Produced.with(Serdes.String(), Outgoing.SERDE).withName("publish"));
    return builder.build();
  }

  private static KStream<String, byte[]> segments(
      StreamsBuilder builder, PipelineConfig config, PipelinePlan plan, Formats formats) {
    return builder.stream(
            config.source().topic(),
            Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("events"))
        .process(
            () -> new SegmentProcessor(plan, () -> formats.decoder(config.source()), ENTITIES),
            Named.as("segment"),
            ENTITIES);
  }

  private static KStream<String, byte[]> broughtTogether(KStream<String, byte[]> segments) {
    return segments.repartition(
        Repartitioned.<String, byte[]>as("segments")
            .withKeySerde(Serdes.String())
            .withValueSerde(Serdes.ByteArray())
            .withNumberOfPartitions(1));
  }

  private static LearnProcessor learner(PipelineConfig config, PipelinePlan plan, Formats formats) {
    Topics topics = config.topics();
    return new LearnProcessor(
        plan,
        () -> new SnapshotPublisher(config.source().topic(), config.publish().keep()),
        topics.model(),
        topics.metrics(),
        formats.headers(),
        config.learning().checkpointSteps(),
        LEARNER);
  }
}
