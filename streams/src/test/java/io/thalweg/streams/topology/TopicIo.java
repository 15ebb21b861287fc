package io.thalweg.streams.topology;

import io.thalweg.streams.config.ClientRole;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.snapshot.SnapshotFollower;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Bytes in and out of one-partition topics, waiting with a deadline. */
final class TopicIo {
  private static final Duration DEADLINE = Duration.ofSeconds(120);

  private final String bootstrapServers;

  TopicIo(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  void send(String topic, List<byte[]> values) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      values.forEach(value -> producer.send(new ProducerRecord<>(topic, 0, null, value)));
      producer.flush();
    }
  }

  /** The first {@code count} committed values; fails when they are not there in time. */
  List<byte[]> await(String topic, int count) {
    List<byte[]> values = new ArrayList<>();
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
      while (values.size() < count) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(
              "%s has %d of %d values after %s".formatted(topic, values.size(), count, DEADLINE));
        }
        consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  /** All values committed by now. */
  List<byte[]> committed(String topic) {
    List<byte[]> values = new ArrayList<>();
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      long deadline = System.nanoTime() + DEADLINE.toNanos();
      while (consumer.position(partition) < end && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  /** Waits until the learner has decided a boundary. */
  void awaitDecided(PipelineConfig config, long boundary) {
    try (SnapshotFollower follower =
        SnapshotFollower.start(
            config.kafkaClientSettings(ClientRole.CONSUMER),
            config.topics().model(),
            config.pipeline())) {
      if (!follower.awaitDecided(boundary, DEADLINE)) {
        throw new AssertionError(
            "boundary %d is not decided after %s, %d is"
                .formatted(boundary, DEADLINE, follower.decided()));
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer(String topic) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    TopicPartition partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    return consumer;
  }
}
