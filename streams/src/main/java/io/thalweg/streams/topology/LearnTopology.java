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
 */
public final class LearnTopology {
  /** Store of the entities of a partition. */
  public static final String ENTITIES = "learn-entities";

  /** Store of the one learner. */
  public static final String LEARNER = "learner";

  private LearnTopology() {}

  /** Builds the topology of a pipeline whose fields are known. */
  public static Topology build(PipelineConfig config, PipelinePlan plan) {
    return build(config, plan, Formats.of(config));
  }

  /** Builds the topology with formats shared with others of the process. */
  public static Topology build(PipelineConfig config, PipelinePlan plan, Formats formats) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(Stores.cached(ENTITIES));
    builder.addStateStore(Stores.cached(LEARNER));
    Topics topics = config.topics();
    String events = config.source().topic();
    builder.stream(events, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("events"))
        .process(
            () -> new SegmentProcessor(plan, () -> formats.decoder(config.source()), ENTITIES),
            Named.as("segment"),
            ENTITIES)
        .repartition(
            Repartitioned.<String, byte[]>as("segments")
                .withKeySerde(Serdes.String())
                .withValueSerde(Serdes.ByteArray())
                .withNumberOfPartitions(1))
        .process(
            () ->
                new LearnProcessor(
                    plan,
                    () -> new SnapshotPublisher(events, config.publish().keep()),
                    topics.model(),
                    topics.metrics(),
                    formats.headers(),
                    config.learning().checkpointSteps(),
                    LEARNER),
            Named.as("learn"),
            LEARNER)
        .to(
            (key, outgoing, context) -> outgoing.topic(),
            Produced.with(Serdes.String(), Outgoing.SERDE).withName("publish"));
    return builder.build();
  }
}
