package io.thalweg.streams.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * One pipeline: everything its learn and serve applications need to know, checked. {@code
 * docs/configuration.md} lists every key.
 *
 * <p>Immutable. Reading refuses unknown and duplicate keys, wrong types and values out of range
 * with a {@link ConfigurationException} of one sentence. Secrets appear in neither {@link
 * #toString()}, {@link #describe()} nor a message.
 *
 * @param pipeline name, from which topics and application ids derive
 * @param modality kind of events; {@link #SENSOR}: records of numbers, as the source says
 * @param kafka settings passed through to Kafka's clients
 * @param source where events come from and how they are read
 * @param entities bounds on the state per entity
 * @param learning what is learned
 * @param publish when snapshots are published
 * @param serve how events are served
 * @param detect when a surprise is an alert
 * @param state where state is kept
 * @param commitInterval time between two commits of Kafka Streams
 * @param broker the embedded broker
 * @param registry the schema registry
 */
public record PipelineConfig(
    @JsonProperty("pipeline") String pipeline,
    @JsonProperty("modality") ComponentConfig modality,
    @JsonProperty("kafka") KafkaConfig kafka,
    @JsonProperty("source") SourceConfig source,
    @JsonProperty("entities") EntitiesConfig entities,
    @JsonProperty("learning") LearningConfig learning,
    @JsonProperty("publish") PublishConfig publish,
    @JsonProperty("serve") ServeConfig serve,
    @JsonProperty("detect") DetectConfig detect,
    @JsonProperty("state") StateConfig state,
    @JsonProperty("commit.interval") Duration commitInterval,
    @JsonProperty("broker") BrokerConfig broker,
    @JsonProperty("registry") RegistryConfig registry) {

  /** The modality of numeric fields measured over time. */
  public static final ComponentConfig SENSOR = new ComponentConfig("sensor", Map.of());

  private static final long MOST_BYTES = 1024 * 1024;

  public PipelineConfig {
    Check.name("pipeline", pipeline);
    Check.range("commit.interval", commitInterval, Duration.ofMillis(10), Duration.ofMinutes(10));
    Topics topics = Topics.of(pipeline);
    if (topics.isOneOf(source.topic())) {
      throw Check.refused(
          "source.topic", source.topic(), "a topic that the pipeline does not write itself");
    }
  }

  /** A pipeline with every default. */
  public static PipelineConfig of(String pipeline, String topic) {
    return of(pipeline, topic, SENSOR);
  }

  /** A pipeline of a modality with every default usual for it. */
  static PipelineConfig of(String pipeline, String topic, ComponentConfig modality) {
    return new PipelineConfig(
        pipeline,
        modality,
        KafkaConfig.DEFAULTS,
        SourceConfig.of(topic),
        EntitiesConfig.DEFAULTS,
        LearningConfig.usual(modality),
        PublishConfig.usual(modality.type()),
        ServeConfig.DEFAULTS,
        DetectConfig.DEFAULTS,
        StateConfig.DEFAULTS,
        Duration.ofSeconds(1),
        BrokerConfig.DEFAULTS,
        RegistryConfig.DEFAULTS);
  }

  /** Reads a pipeline file. */
  public static PipelineConfig read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new ConfigurationException(
            "The pipeline file %s is larger than 1 MiB.".formatted(file));
      }
      return parse(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ConfigurationException(
          "The pipeline file %s cannot be read as UTF-8 text (%s)."
              .formatted(file, e.getClass().getSimpleName()));
    }
  }

  /** Reads the text of a pipeline file. */
  public static PipelineConfig parse(String yaml) {
    return PipelineYaml.parse(yaml);
  }

  /** The names of the topics this pipeline writes. */
  public Topics topics() {
    return Topics.of(pipeline);
  }

  /** A new, changeable map of settings for one plain Kafka client. */
  public Map<String, Object> kafkaClientSettings(ClientRole role) {
    return kafka.clientSettings(role);
  }

  /** A new, changeable map of the settings passed through to Kafka Streams. */
  public Map<String, Object> kafkaStreamsSettings() {
    return kafka.streamsSettings();
  }

  /** The same pipeline on another cluster, such as the embedded broker once its port is known. */
  public PipelineConfig withBootstrapServers(String address) {
    return with(kafka.withBootstrapServers(address), source, publish);
  }

  /** The same pipeline with another source, such as one whose fields have been inferred. */
  public PipelineConfig withSource(SourceConfig newSource) {
    return with(kafka, newSource, publish);
  }

  /** The same pipeline with other publishing, such as one scaled to a file. */
  public PipelineConfig withPublish(PublishConfig newPublish) {
    return with(kafka, source, newPublish);
  }

  /** The effective configuration as a pipeline file, defaults filled in and secrets masked. */
  public String describe() {
    return PipelineYaml.describe(this);
  }

  private PipelineConfig with(
      KafkaConfig newKafka, SourceConfig newSource, PublishConfig newPublish) {
    return new PipelineConfig(
        pipeline,
        modality,
        newKafka,
        newSource,
        entities,
        learning,
        newPublish,
        serve,
        detect,
        state,
        commitInterval,
        broker,
        registry);
  }
}
