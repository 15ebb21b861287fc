package io.thalweg.streams.snapshot;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the one partition of a model topic from its beginning into a {@link SnapshotLog}: committed
 * records only, without a group, so that any number of readers do not disturb each other.
 *
 * <p>At most 16 MiB are fetched at a time. For one thread, but for {@link #wakeup}.
 */
final class ModelTopicReader implements AutoCloseable {
  private static final int FETCH_BYTES = 8 << 20;
  private static final int POLL_RECORDS = 64;
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private final Consumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final SnapshotLog log;

  /**
   * Connects lazily.
   *
   * @throws SnapshotException when the client settings are refused
   */
  ModelTopicReader(Map<String, Object> clientConfig, String modelTopic, SnapshotLog log) {
    this.log = log;
    partition = new TopicPartition(modelTopic, 0);
    try {
      consumer = new KafkaConsumer<>(settings(clientConfig));
    } catch (KafkaException e) {
      Throwable telling = e.getCause() == null ? e : e.getCause();
      throw new SnapshotException(
          "The Kafka client settings are refused: " + telling.getMessage(), e);
    }
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  private static Map<String, Object> settings(Map<String, Object> clientConfig) {
    Map<String, Object> settings = new HashMap<>(clientConfig);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return settings;
  }

  /**
   * Whether the broker knows the topic.
   *
   * @throws KafkaException when no broker answers
   */
  boolean topicExists() {
    return !consumer.partitionsFor(partition.topic(), ANSWER_WITHIN).isEmpty();
  }

  /** Takes what comes within the time. */
  void poll(Duration timeout) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
      log.accept(record.key(), record.value());
    }
  }

  /**
   * Whether everything committed by now has been taken; asks the broker.
   *
   * @throws KafkaException when it does not answer, or there is no such topic
   */
  boolean atEnd() {
    long end = consumer.endOffsets(List.of(partition), ANSWER_WITHIN).getOrDefault(partition, 0L);
    return consumer.position(partition, ANSWER_WITHIN) >= end;
  }

  /** Makes the call under way, or the next one, throw a {@code WakeupException}; any thread. */
  void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSE_WITHIN));
  }
}
