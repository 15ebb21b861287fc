package io.thalweg.streams.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import kafka.server.KafkaConfig;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;

/** What can be said about {@code docker/compose.yaml} where no container runs. */
class ComposeFileTest {
  private static final Path FILE = Path.of("..", "docker", "compose.yaml");

  @Test
  void kafka_everySetting_isKnownAndAcceptedByOurVersion() throws IOException {
    Properties settings = kafkaSettings();

    assertThat(settings.stringPropertyNames())
        .hasSizeGreaterThan(10)
        .isSubsetOf(AbstractKafkaConfig.CONFIG_DEF.names());
    KafkaConfig config = KafkaConfig.fromProps(settings); // throws when one is refused
    assertThat(config.messageMaxBytes()).isEqualTo(TopicSpec.DEFAULT_MAX_MESSAGE_BYTES);
  }

  @Test
  void ports_all_areOnLoopback() throws IOException {
    for (JsonNode service : services()) {
      for (JsonNode port : service.path("ports")) {
        assertThat(port.asText()).startsWith("127.0.0.1:");
      }
    }
    assertThat(services().path("kafka").path("ports")).isNotEmpty();
  }

  /** As the image does it: {@code KAFKA_NODE_ID} is {@code node.id}. */
  private static Properties kafkaSettings() throws IOException {
    Properties settings = new Properties();
    services()
        .path("kafka")
        .path("environment")
        .properties()
        .forEach(
            variable -> {
              if (variable.getKey().startsWith("KAFKA_")) {
                String name = variable.getKey().substring("KAFKA_".length());
                settings.setProperty(
                    name.toLowerCase(Locale.ROOT).replace('_', '.'), variable.getValue().asText());
              }
            });
    return settings;
  }

  private static JsonNode services() throws IOException {
    return new YAMLMapper().readTree(FILE.toFile()).path("services");
  }
}
