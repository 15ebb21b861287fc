package io.thalweg.streams.cli.bench;

import io.thalweg.streams.config.ClientRole;
import io.thalweg.streams.config.PipelineConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads an output topic, and compares each record's timestamp with the time of reading it. */
final class LatencyReader {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final PipelineConfig config;
  private final String isolation;
  private final int count;
  private final int warmUp;

  /**
   * @param count records to read
   * @param warmUp how many of them do not count
   */
  LatencyReader(PipelineConfig config, String isolation, int count, int warmUp) {
    this.config = config;
    this.isolation = isolation;
    this.count = count;
    this.warmUp = warmUp;
  }

  Latency read() {
    long[] millis = new long[count];
    int read = 0;
    int taken = 0;
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      long lastRead = System.nanoTime();
      while (read < count) {
        if (System.nanoTime() - lastRead > PATIENCE.toNanos()) {
          throw new IllegalStateException("only %d of %d records came".formatted(read, count));
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          lastRead = System.nanoTime();
          if (read++ >= warmUp) {
            millis[taken++] = System.currentTimeMillis() - record.timestamp();
          }
        }
      }
    }
    return Latency.of(millis, taken);
  }

  private Consumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = config.kafkaClientSettings(ClientRole.CONSUMER);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    TopicPartition output = new TopicPartition(config.topics().embeddings(), 0);
    consumer.assign(List.of(output));
    consumer.seekToBeginning(List.of(output));
    return consumer;
  }
}
