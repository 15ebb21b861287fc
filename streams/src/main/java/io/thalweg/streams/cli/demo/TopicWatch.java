package io.thalweg.streams.cli.demo;

import io.thalweg.schema.Alert;
import io.thalweg.schema.AvroCodec;
import io.thalweg.schema.Embedding;
import io.thalweg.schema.LearningMetrics;
import io.thalweg.schema.ModelTopicKey;
import io.thalweg.schema.ModelTopicKeys;
import io.thalweg.schema.SnapshotManifest;
import io.thalweg.streams.config.ClientRole;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.config.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what a pipeline writes as any consumer would: from its topics, committed records only. So
 * the demo judges what came out, not what the applications say of themselves.
 *
 * <p>Expects topics of one partition. One daemon thread of its own, which alone writes to the
 * observations.
 */
final class TopicWatch implements AutoCloseable {
  /** Of its thread. */
  static final String NAME = "demo-watch";

  private static final Duration POLL = Duration.ofMillis(100);

  private final Topics topics;
  private final DemoObservations seen;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final AvroCodec<Embedding> embeddings = AvroCodec.of(Embedding.class);
  private final AvroCodec<Alert> alerts = AvroCodec.of(Alert.class);
  private final AvroCodec<LearningMetrics> metrics = AvroCodec.of(LearningMetrics.class);
  private final AvroCodec<SnapshotManifest> manifests = AvroCodec.of(SnapshotManifest.class);
  private final Thread thread = new Thread(this::run, NAME);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean closed;

  private TopicWatch(PipelineConfig config, DemoObservations seen) {
    this.topics = config.topics();
    this.seen = seen;
    Map<String, Object> settings = config.kafkaClientSettings(ClientRole.CONSUMER);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    thread.setDaemon(true);
  }

  /**
   * Begins to read, from the beginning of every topic.
   *
   * @param config names a cluster on which the topics exist
   * @param seen takes what is read
   */
  static TopicWatch start(PipelineConfig config, DemoObservations seen) {
    TopicWatch watch = new TopicWatch(config, seen);
    watch.thread.start();
    return watch;
  }

  /** What stopped it, if anything has. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  private void run() {
    try (consumer) {
      List<TopicPartition> partitions =
          Stream.of(topics.embeddings(), topics.alerts(), topics.metrics(), topics.model())
              .map(topic -> new TopicPartition(topic, 0))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!closed) {
        consumer.poll(POLL).forEach(this::take);
      }
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String topic = record.topic();
    if (topic.equals(topics.embeddings())) {
      seen.embedding(embeddings.decode(record.value()));
    } else if (topic.equals(topics.alerts())) {
      seen.alert(alerts.decode(record.value()));
    } else if (topic.equals(topics.metrics())) {
      seen.metrics(metrics.decode(record.value()));
    } else if (isManifest(record)) {
      seen.published(manifests.decode(record.value()).getVersion());
    }
  }

  private static boolean isManifest(ConsumerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    return record.value() != null
        && ModelTopicKeys.parse(key).filter(k -> k instanceof ModelTopicKey.Manifest).isPresent();
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
