package io.thalweg.streams.runtime;

import io.thalweg.streams.config.ClientRole;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.topology.Formats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks at the first records of the events topic, where the pipeline file leaves fields open. */
final class SourceProbe {
  private static final int SAMPLES = 200;
  private static final Duration POLL = Duration.ofMillis(200);

  private SourceProbe() {}

  /** Partitions of the events topic. */
  static int partitions(PipelineConfig config) {
    try (Consumer<byte[], byte[]> consumer = consumer(config)) {
      return consumer.partitionsFor(config.source().topic()).size();
    }
  }

  /**
   * The source with its fields filled in from the first records, waiting for the first one.
   *
   * @param formats how they are read
   * @param stop asked while there is nothing yet
   */
  static SourceConfig infer(PipelineConfig config, Formats formats, BooleanSupplier stop) {
    return formats.fillFields(samples(config, stop));
  }

  private static List<byte[]> samples(PipelineConfig config, BooleanSupplier stop) {
    List<byte[]> values = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = consumer(config)) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (PartitionInfo info : consumer.partitionsFor(config.source().topic())) {
        partitions.add(new TopicPartition(info.topic(), info.partition()));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      boolean more = true;
      while (more && values.size() < SAMPLES && !stop.getAsBoolean()) {
        int before = values.size();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.value() != null) {
            values.add(record.value());
          }
        }
        more = values.isEmpty() || values.size() > before;
      }
    }
    return values;
  }

  private static Consumer<byte[], byte[]> consumer(PipelineConfig config) {
    Map<String, Object> settings = config.kafkaClientSettings(ClientRole.CONSUMER);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
