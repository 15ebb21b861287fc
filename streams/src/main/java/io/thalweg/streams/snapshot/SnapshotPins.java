package io.thalweg.streams.snapshot;

import io.thalweg.model.snapshot.SnapshotBody;
import io.thalweg.schema.AvroCodec;
import io.thalweg.schema.ModelTopicKeys;
import io.thalweg.schema.SnapshotManifest;
import io.thalweg.schema.SnapshotPin;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fixes the version that serves, whatever is published later, and lifts that again. Rolling back is
 * pinning an older version.
 *
 * <p>Pinning copies the version's records to {@code pinned/...}, where the ring does not overwrite
 * them, and then writes the pin, all in one transaction: a follower sees all of it or nothing. Two
 * operators at once do not mix: the later fences the earlier off. For one thread.
 */
public final class SnapshotPins implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotPins.class);
  private static final int TIMEOUT_MILLIS = 15_000;

  private final String modelTopic;
  private final KafkaProducer<String, byte[]> producer;

  /**
   * @param clientConfig settings of a Kafka producer, {@code bootstrap.servers} among them
   * @throws SnapshotException when they are refused or no broker answers
   */
  public SnapshotPins(Map<String, Object> clientConfig, String modelTopic) {
    this.modelTopic = modelTopic;
    try {
      producer = new KafkaProducer<>(settings(clientConfig, modelTopic));
    } catch (KafkaException e) {
      throw new SnapshotException(
          "The Kafka client settings are refused: "
              + (e.getCause() == null ? e : e.getCause()).getMessage(),
          e);
    }
  }

  private static Map<String, Object> settings(Map<String, Object> clientConfig, String modelTopic) {
    Map<String, Object> settings = new HashMap<>(clientConfig);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, modelTopic + "-pin");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TIMEOUT_MILLIS);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MILLIS);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return settings;
  }

  /**
   * Pins a version.
   *
   * @param topic what the topic holds, the version among it
   * @throws SnapshotException when the version is not there or Kafka does not take it
   */
  public void pin(ModelTopic topic, long version, Optional<String> reason) {
    ModelTopic.Stored stored =
        topic
            .find(version)
            .orElseThrow(
                () ->
                    new SnapshotException(
                        "Version %d is not on topic %s.".formatted(version, modelTopic)));
    SnapshotManifest newest = topic.newest().orElse(stored).manifest();
    SnapshotPin pin = new SnapshotPin(version, newest.getStreamTime(), reason.orElse(null));
    transaction(
        () -> {
          copy(stored, topic.pinnedCopy());
          send(ModelTopicKeys.PIN, AvroCodec.of(SnapshotPin.class).encode(pin));
        });
  }

  private void copy(ModelTopic.Stored stored, Optional<ModelTopic.Stored> earlier) {
    SnapshotManifest manifest = stored.manifest();
    byte[] body = SnapshotBody.of(stored.snapshot()).toBytes();
    List<byte[]> parts = BodyParts.split(body, manifest.getParts());
    for (int i = 0; i < parts.size(); i++) {
      send(ModelTopicKeys.part(ModelTopicKeys.PINNED, i), parts.get(i));
    }
    forgetParts(parts.size(), earlier);
    send(
        ModelTopicKeys.manifest(ModelTopicKeys.PINNED),
        AvroCodec.of(SnapshotManifest.class).encode(manifest));
  }

  /**
   * Lifts the pin and removes the pinned copy.
   *
   * @param topic what the topic holds
   * @return whether there was a pin
   * @throws SnapshotException when Kafka does not take it
   */
  public boolean unpin(ModelTopic topic) {
    transaction(
        () -> {
          send(ModelTopicKeys.PIN, null);
          forgetParts(0, topic.pinnedCopy());
          send(ModelTopicKeys.manifest(ModelTopicKeys.PINNED), null);
        });
    return topic.pin().isPresent();
  }

  private void forgetParts(int from, Optional<ModelTopic.Stored> copy) {
    int count = copy.map(stored -> stored.manifest().getParts().size()).orElse(0);
    for (int i = from; i < count; i++) {
      send(ModelTopicKeys.part(ModelTopicKeys.PINNED, i), null);
    }
  }

  private void send(String key, byte @Nullable [] value) {
    producer.send(new ProducerRecord<>(modelTopic, 0, key, value));
  }

  private void transaction(Runnable records) {
    try {
      producer.initTransactions();
      producer.beginTransaction();
      records.run();
      producer.commitTransaction();
    } catch (KafkaException e) {
      abort();
      throw new SnapshotException(
          "Topic %s does not take the change: %s".formatted(modelTopic, e.getMessage()), e);
    }
  }

  /** An open transaction would hold up all readers of the topic until it times out. */
  private void abort() {
    try {
      producer.abortTransaction();
    } catch (KafkaException | IllegalStateException e) {
      // None was begun, a later operator has fenced this one off, or there is no broker to tell.
      LOG.debug("No transaction to abort on {}", modelTopic, e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofMillis(TIMEOUT_MILLIS));
  }
}
