package io.thalweg.streams.runtime;

import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Settings of one of the two Kafka Streams applications: Thalweg's defaults, the user's over them,
 * and what exactly-once rests on over all.
 */
public final class StreamsSettings {
  /** Longest a transaction may stay open: serving may wait for the learner within one. */
  private static final Duration TRANSACTION = Duration.ofSeconds(60);

  private static final Duration SESSION = Duration.ofSeconds(10);
  private static final long CACHE_BYTES = 128L << 20;
  private static final int MOST_REQUEST_BYTES = 2 << 20;

  /**
   * A segment takes 9 KB at 38 fields: Kafka's own 16 KB would make a request of every one, and a
   * commit waits for them all.
   */
  private static final int BATCH_BYTES = 256 << 10;

  private StreamsSettings() {}

  /**
   * The settings of an application.
   *
   * @param config names a cluster
   * @param application {@code learn} or {@code serve}
   */
  public static Properties of(PipelineConfig config, String application) {
    Path state = Path.of(config.state().dir()).toAbsolutePath();
    Properties settings = new Properties();
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
    settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    settings.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        (int) SESSION.toMillis());
    settings.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        (int) SESSION.toMillis() / 4);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MOST_REQUEST_BYTES);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        (int) TRANSACTION.toMillis());
    // A member that comes back under its old name within the session timeout causes no rebalance.
    settings.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
        application + "-" + instance(state));
    config.kafkaStreamsSettings().forEach(settings::put);
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.pipeline() + "-" + application);
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
    checkCommit(config);
    return settings;
  }

  private static void checkCommit(PipelineConfig config) {
    if (config.commitInterval().compareTo(TRANSACTION) > 0) {
      throw new ConfigurationException(
          "commit.interval is %s, allowed is at most %s, the time a transaction may stay open."
              .formatted(config.commitInterval(), TRANSACTION));
    }
  }

  /** A name this state directory keeps for good. */
  private static String instance(Path state) {
    Path file = state.resolve("instance");
    try {
      Files.createDirectories(state);
      if (!Files.exists(file)) {
        Files.writeString(file, UUID.randomUUID().toString());
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ConfigurationException(
          "state.dir is %s, which cannot be written (%s).".formatted(state, e.getMessage()));
    }
  }
}
