package io.thalweg.streams.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Settings of Kafka's own clients, passed through.
 *
 * <p>A name Kafka knows goes to every client that takes it; {@code security.*}, {@code sasl.*},
 * {@code ssl.*} and {@code config.providers*} go to all; {@code consumer.}, {@code producer.},
 * {@code admin.} and {@code main.consumer.} address one kind of client and win over the plain name.
 * What is addressed to one kind is not checked, so that settings of custom plugins pass. A few
 * settings carry Thalweg's guarantees and are refused.
 *
 * <p>Values may be secrets: {@link #toString()} and every message mask or omit them.
 */
public record KafkaConfig(@JsonValue Map<String, String> settings) {

  public static final KafkaConfig DEFAULTS = new KafkaConfig(Map.of());

  public KafkaConfig {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    settings.keySet().forEach(KafkaSettings::check);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static KafkaConfig fromMap(Map<String, String> settings) {
    return new KafkaConfig(settings);
  }

  /** Address of the cluster; empty: the embedded broker is to start. */
  public Optional<String> bootstrapServers() {
    return Optional.ofNullable(settings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
  }

  /** The same settings with another cluster's address. */
  public KafkaConfig withBootstrapServers(String address) {
    Map<String, String> changed = new LinkedHashMap<>(settings);
    changed.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, address);
    return new KafkaConfig(changed);
  }

  /** A new, changeable map for one plain client. */
  public Map<String, Object> clientSettings(ClientRole role) {
    Map<String, Object> resolved = new LinkedHashMap<>();
    settings.forEach(
        (name, value) -> {
          if (role.knows(name) || KafkaSettings.isForEveryClient(name)) {
            resolved.put(name, value);
          }
        });
    settings.forEach(
        (name, value) -> {
          if (name.startsWith(role.prefix())) {
            resolved.put(name.substring(role.prefix().length()), value);
          }
        });
    return resolved;
  }

  /** A new, changeable map for Kafka Streams, which understands the prefixes itself. */
  public Map<String, Object> streamsSettings() {
    return new LinkedHashMap<>(settings);
  }

  /** The settings with every secret replaced by {@code ****}. */
  public Map<String, String> masked() {
    Map<String, String> masked = new LinkedHashMap<>();
    settings.forEach(
        (name, value) -> masked.put(name, KafkaSettings.isSecret(name) ? "****" : value));
    return masked;
  }

  @Override
  public String toString() {
    return "KafkaConfig" + Arrays.toString(masked().entrySet().toArray());
  }
}
