package io.thalweg.streams.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka clients as short as a test wants them. */
public final class TestClients {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private TestClients() {}

  public static KafkaProducer<String, String> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
        new StringSerializer(),
        new StringSerializer());
  }

  static KafkaProducer<String, String> transactionalProducer(String bootstrapServers, String id) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrapServers, "transactional.id", id),
        new StringSerializer(),
        new StringSerializer());
  }

  public static void ensure(String bootstrapServers, TopicSpec... specs) {
    try (TopicAdmin admin = new TopicAdmin(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.ensure(List.of(specs));
    }
  }

  /** Sends and waits until all are acknowledged. */
  static void send(String bootstrapServers, String topic, List<String> values) throws Exception {
    List<Future<RecordMetadata>> answers = new ArrayList<>();
    try (KafkaProducer<String, String> producer = producer(bootstrapServers)) {
      values.forEach(
          value -> answers.add(producer.send(new ProducerRecord<>(topic, "key", value))));
    }
    for (Future<RecordMetadata> answer : answers) {
      answer.get();
    }
  }

  /**
   * What a reader that starts now finds in partition 0, aborted and unfinished transactions left
   * out.
   */
  public static List<String> readCommitted(String bootstrapServers, String topic) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition), DEADLINE).getOrDefault(partition, 0L);
      long deadline = System.nanoTime() + DEADLINE.toNanos();
      while (consumer.position(partition, DEADLINE) < end) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(
              topic
                  + " was not read to its end "
                  + end
                  + " within "
                  + DEADLINE
                  + ": "
                  + values.size());
        }
        consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }
}
