package io.thalweg.streams.config;

import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The kinds of plain Kafka clients Thalweg opens beside Kafka Streams; each takes the settings it
 * knows.
 */
public enum ClientRole {
  CONSUMER("consumer.", ConsumerConfig.configNames()),
  PRODUCER("producer.", ProducerConfig.configNames()),
  ADMIN("admin.", AdminClientConfig.configNames());

  private final String prefix;
  private final Set<String> names;

  ClientRole(String prefix, Set<String> names) {
    this.prefix = prefix;
    this.names = Set.copyOf(names);
  }

  String prefix() {
    return prefix;
  }

  boolean knows(String setting) {
    return names.contains(setting);
  }
}
