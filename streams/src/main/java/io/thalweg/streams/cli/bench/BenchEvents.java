package io.thalweg.streams.cli.bench;

import io.thalweg.model.item.Reading;
import io.thalweg.schema.SensorEventWriter;
import io.thalweg.streams.cli.Pace;
import io.thalweg.streams.config.ClientRole;
import io.thalweg.streams.config.PipelineConfig;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts synthetic events on an events topic, keyed by entity, in the project's Avro. */
final class BenchEvents {
  private static final long SEED = 7;
  private static final int PARTITION = 0;

  private BenchEvents() {}

  /**
   * Puts {@code count} events as fast as it goes; the last was taken now, for brokers drop old
   * ones.
   */
  static void fill(PipelineConfig config, int count) {
    long start = System.currentTimeMillis() - SyntheticEvents.spanMillis(count);
    SyntheticEvents events = new SyntheticEvents(SEED, PARTITION);
    SensorEventWriter writer = new SensorEventWriter();
    try (Producer<byte[], byte[]> producer =
        producer(config, Map.of(ProducerConfig.LINGER_MS_CONFIG, 20))) {
      for (int i = 0; i < count; i++) {
        producer.send(record(config, events.nextSince(start), writer));
      }
    }
  }

  /** Puts {@code count} events at a rate, each stamped with the time at which it is sent. */
  static void live(PipelineConfig config, int count, int perSecond) {
    SyntheticEvents events = new SyntheticEvents(SEED, PARTITION);
    SensorEventWriter writer = new SensorEventWriter();
    try (Producer<byte[], byte[]> producer =
        producer(config, Map.of(ProducerConfig.LINGER_MS_CONFIG, 0))) {
      Pace pace = new Pace(perSecond, System::nanoTime);
      for (int i = 0; i < count; i++) {
        pace.await(i);
        producer.send(record(config, events.next(System.currentTimeMillis()), writer));
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> record(
      PipelineConfig config, Reading reading, SensorEventWriter writer) {
    return new ProducerRecord<>(
        config.source().topic(),
        PARTITION,
        reading.timestampMillis(),
        reading.entity().getBytes(StandardCharsets.UTF_8),
        writer.encode(reading.entity(), reading.timestampMillis(), reading.values(), null));
  }

  static Producer<byte[], byte[]> producer(PipelineConfig config, Map<String, Object> more) {
    Map<String, Object> settings = config.kafkaClientSettings(ClientRole.PRODUCER);
    settings.putAll(more);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
