package io.thalweg.streams.topology;

import io.thalweg.schema.Alert;
import io.thalweg.schema.AvroWriter;
import io.thalweg.schema.Embedding;
import io.thalweg.schema.LearningMetrics;
import io.thalweg.schema.MessageHeader;
import io.thalweg.schema.Reject;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.config.Topics;
import io.thalweg.streams.decode.EventDecoder;
import io.thalweg.streams.decode.FieldInference;
import io.thalweg.streams.decode.Modalities;
import io.thalweg.streams.decode.Modality;
import io.thalweg.streams.processor.MessageHeaders;
import io.thalweg.streams.registry.SchemaRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a pipeline's records are read and written: with the configured schema registry, where there
 * is one. One for both applications of a process, so that they share what the registry said.
 * Thread-safe.
 *
 * <p>The model topic is not part of it: its parts are no Avro, its manifests are read by this
 * library's own follower, and several record types share the topic.
 */
public final class Formats {
  private final PipelineConfig config;
  private final @Nullable SchemaRegistry registry;

  private final Modality modality;

  private final Map<String, MessageHeader> registered = new ConcurrentHashMap<>();

  private Formats(PipelineConfig config, @Nullable SchemaRegistry registry) {
    this.config = config;
    this.registry = registry;
    modality = Modalities.of(config);
  }

  /** The formats of a pipeline. Nothing is sent to the registry yet. */
  public static Formats of(PipelineConfig config) {
    boolean used = config.registry().url() != null;
    return new Formats(config, used ? SchemaRegistry.of(config.registry()) : null);
  }

  /** A decoder of the events topic for one thread; the source's fields are known. */
  EventDecoder decoder(SourceConfig source) {
    return EventDecoder.ofTopic(modality, source, config.pipeline(), input());
  }

  /**
   * The source with the fields of a modality that has its own; empty for one that has not.
   *
   * @throws ConfigurationException when the source says otherwise
   */
  public Optional<SourceConfig> ownFields() {
    return modality.ownFields().map(this::withFields);
  }

  private SourceConfig withFields(List<String> fields) {
    SourceConfig source = config.source();
    if (!source.fields().isEmpty() && !source.fields().equals(fields)) {
      throw new ConfigurationException(
          "source.fields is %s, but modality '%s' has its own: leave it out."
              .formatted(source.fields(), config.modality().type()));
    }
    modality.check(source, config.modality().type(), input() != null);
    return source.withLayout(
        source.format(),
        source.timestamp(),
        source.entity(),
        fields,
        source.columns(),
        source.delimiter());
  }

  /** The source with its fields inferred from samples. */
  public SourceConfig fillFields(List<byte[]> values) {
    return FieldInference.infer(config.source(), values, input()).fillFields(config.source());
  }

  private @Nullable SchemaRegistry input() {
    return config.registry().readsInput() ? registry : null;
  }

  /** The headers of what is written. With a registry, a topic's first one registers its subject. */
  MessageHeaders headers() {
    return registry == null || !config.registry().output()
        ? MessageHeaders.SINGLE_OBJECT
        : (topic, schema) -> registered.computeIfAbsent(topic, name -> register(name, schema));
  }

  private MessageHeader register(String topic, Schema schema) {
    if (registry == null) {
      throw new IllegalStateException("no registry is configured");
    }
    return MessageHeader.registry(registry.register(topic + "-value", schema));
  }

  /**
   * Registers the subjects of all topics, so that a registry that refuses one stops the start.
   *
   * @throws io.thalweg.streams.registry.RegistryException when it cannot be reached or refuses
   */
  public void register() {
    Topics topics = config.topics();
    headers().of(topics.embeddings(), AvroWriter.releasedSchema(Embedding.class));
    headers().of(topics.alerts(), AvroWriter.releasedSchema(Alert.class));
    headers().of(topics.metrics(), AvroWriter.releasedSchema(LearningMetrics.class));
    headers().of(topics.rejects(), AvroWriter.releasedSchema(Reject.class));
  }
}
