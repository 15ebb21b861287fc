package io.thalweg.streams.runtime;

import io.thalweg.streams.broker.BrokerSettings;
import io.thalweg.streams.broker.EmbeddedBroker;
import io.thalweg.streams.broker.TopicAdmin;
import io.thalweg.streams.broker.TopicSpec;
import io.thalweg.streams.config.ClientRole;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.config.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka cluster of a pipeline: the one it names, or a broker in this process when it names
 * none. Same topics and same code either way.
 */
public final class Cluster implements AutoCloseable {
  private final PipelineConfig config;
  private final @Nullable EmbeddedBroker broker;

  private Cluster(PipelineConfig config, @Nullable EmbeddedBroker broker) {
    this.config = config;
    this.broker = broker;
  }

  /** Connects; starts the embedded broker if the pipeline names no cluster. */
  public static Cluster open(PipelineConfig config) {
    if (config.kafka().bootstrapServers().isPresent()) {
      return new Cluster(config, null);
    }
    int port = config.broker().port();
    BrokerSettings settings =
        new BrokerSettings(
            Path.of(config.broker().data()),
            BrokerSettings.LOOPBACK,
            port == 0 ? OptionalInt.empty() : OptionalInt.of(port),
            config.broker().durable(),
            Map.of());
    EmbeddedBroker broker = EmbeddedBroker.start(settings);
    return new Cluster(config.withBootstrapServers(broker.bootstrapServers()), broker);
  }

  /** The pipeline with its cluster's address. */
  public PipelineConfig config() {
    return config;
  }

  /** Whether the broker runs in this process. */
  public boolean isEmbedded() {
    return broker != null;
  }

  /** Creates the pipeline's topics where they are missing; existing ones are left alone. */
  public Set<String> ensureTopics() {
    Topics topics = config.topics();
    List<TopicSpec> specs = new ArrayList<>();
    specs.add(TopicSpec.events(config.source().topic(), 1));
    specs.add(TopicSpec.compacted(topics.model(), 1));
    for (String name :
        List.of(topics.embeddings(), topics.alerts(), topics.metrics(), topics.rejects())) {
      specs.add(TopicSpec.events(name, 1));
    }
    try (TopicAdmin admin = new TopicAdmin(config.kafkaClientSettings(ClientRole.ADMIN))) {
      return admin.ensure(specs);
    }
  }

  @Override
  public void close() {
    if (broker != null) {
      broker.close();
    }
  }
}
