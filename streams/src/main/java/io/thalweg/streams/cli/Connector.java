package io.thalweg.streams.cli;

import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;

/** Gives a command the Kafka cluster it works with. */
@FunctionalInterface
public interface Connector {

  /** Connects a pipeline. The connection's configuration names a cluster. */
  Connection connect(PipelineConfig config);

  /**
   * A pipeline whose {@code kafka.bootstrap.servers} is known.
   *
   * @param onClose stops whatever was started for the connection
   */
  record Connection(PipelineConfig config, Runnable onClose) implements AutoCloseable {
    @Override
    public void close() {
      onClose.run();
    }
  }

  /** Takes the configured cluster, and starts nothing. */
  static Connector configured() {
    return config -> {
      if (config.kafka().bootstrapServers().isEmpty()) {
        throw new ConfigurationException(
            "kafka.bootstrap.servers is missing, it must be the address of a Kafka cluster such as localhost:9092.");
      }
      return new Connection(config, () -> {});
    };
  }
}
