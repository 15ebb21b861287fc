package io.thalweg.streams.snapshot;

import io.thalweg.streams.broker.TestClients;
import io.thalweg.streams.broker.TopicSpec;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Stands in for the learn topology: writes records to a model topic in transactions. */
public final class ModelTopicWriter implements AutoCloseable {
  private final String topic;
  private final KafkaProducer<String, byte[]> producer;

  /** Creates the topic if it is missing. */
  public ModelTopicWriter(String bootstrapServers, String topic) {
    this.topic = topic;
    TestClients.ensure(bootstrapServers, TopicSpec.compacted(topic, 1));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "transactional.id", topic + "-writer"),
            new StringSerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  /** Writes the records of versions, each in a transaction. */
  public void publish(long... versions) {
    for (long version : versions) {
      commit(TestSnapshots.records(version));
    }
  }

  public void commit(Map<String, byte[]> records) {
    producer.beginTransaction();
    records.forEach(this::send);
    producer.commitTransaction();
  }

  public void commit(String key, byte @Nullable [] value) {
    producer.beginTransaction();
    send(key, value);
    producer.commitTransaction();
  }

  /** Writes records that reach the broker and are taken back. */
  void abort(Map<String, byte[]> records) {
    producer.beginTransaction();
    records.forEach(this::send);
    producer.flush();
    producer.abortTransaction();
  }

  private void send(String key, byte @Nullable [] value) {
    producer.send(new ProducerRecord<>(topic, key, value));
  }

  @Override
  public void close() {
    producer.close();
  }
}
