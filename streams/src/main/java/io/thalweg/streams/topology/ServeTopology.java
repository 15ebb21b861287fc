package io.thalweg.streams.topology;

import io.thalweg.model.PipelinePlan;
import io.thalweg.streams.config.Alignment;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.processor.AlignedVersion;
import io.thalweg.streams.processor.LatestVersion;
import io.thalweg.streams.processor.Outgoing;
import io.thalweg.streams.processor.ServeProcessor;
import io.thalweg.streams.processor.Versions;
import io.thalweg.streams.snapshot.SnapshotFollower;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * Events to embeddings and alerts.
 *
 * <pre>{@code
 * events --> serve --> embeddings topic, alerts topic, rejects topic
 *            |   ^
 * entities store  snapshot follower <-- model topic
 * }</pre>
 */
public final class ServeTopology {
  /** Store of the entities of a partition. */
  public static final String ENTITIES = "serve-entities";

  private ServeTopology() {}

  /**
   * Builds the topology of a pipeline whose fields are known, served from a follower's versions.
   */
  public static Topology build(
      PipelineConfig config, PipelinePlan plan, SnapshotFollower follower) {
    return build(config, plan, follower, Formats.of(config));
  }

  /** Builds the topology with formats shared with others of the process. */
  public static Topology build(
      PipelineConfig config, PipelinePlan plan, SnapshotFollower follower, Formats formats) {
    Supplier<Versions> versions =
        config.serve().alignment() == Alignment.OFFSET
            ? () -> new AlignedVersion(follower, plan.publishEvery(), plan.items())
            : () -> new LatestVersion(follower, plan.items());
    return build(config, plan, versions, formats);
  }

  /** Builds the topology with any source of versions. */
  public static Topology build(
      PipelineConfig config, PipelinePlan plan, Supplier<Versions> versions, Formats formats) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(Stores.cached(ENTITIES));
    builder.stream(
            config.source().topic(),
            Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("events"))
        .process(
            () ->
                new ServeProcessor(
                    plan,
                    () -> formats.decoder(config.source()),
                    versions,
                    config.topics(),
                    formats.headers(),
                    config.serve().embeddings(),
                    ENTITIES),
            Named.as("serve"),
            ENTITIES)
        .to(
            (key, outgoing, context) -> outgoing.topic(),
            Produced.with(Serdes.ByteArray(), Outgoing.SERDE).withName("publish"));
    return builder.build();
  }
}
