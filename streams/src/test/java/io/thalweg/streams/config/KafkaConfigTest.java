package io.thalweg.streams.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaConfigTest {
  private static final String SECRET = "hunter2-planted";

  @Test
  void clientSettings_eachRole_getsWhatItKnowsAndWhatIsAddressedToIt() {
    KafkaConfig kafka =
        new KafkaConfig(
            Map.of(
                "bootstrap.servers", "h:1",
                "security.protocol", "SSL",
                "num.stream.threads", "2",
                "linger.ms", "5",
                "producer.linger.ms", "7",
                "consumer.max.poll.records", "9",
                "producer.my.plugin", "x",
                "config.providers", "env"));
    assertThat(kafka.clientSettings(ClientRole.PRODUCER))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "bootstrap.servers", "h:1",
                "security.protocol", "SSL",
                "linger.ms", "7",
                "my.plugin", "x",
                "config.providers", "env"));
    assertThat(kafka.clientSettings(ClientRole.CONSUMER))
        .containsOnlyKeys(
            "bootstrap.servers", "security.protocol", "max.poll.records", "config.providers");
    assertThat(kafka.clientSettings(ClientRole.ADMIN))
        .containsOnlyKeys("bootstrap.servers", "security.protocol", "config.providers");
    assertThat(kafka.streamsSettings()).isEqualTo(kafka.settings());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sasl.jaas.config",
        "consumer.sasl.jaas.config",
        "ssl.keystore.password",
        "ssl.key.password",
        "ssl.keystore.key",
        "producer.ssl.keystore.key",
        "sasl.oauthbearer.client.credentials.client.secret",
        "producer.my.API.Token",
        "admin.basic.auth.user.info",
        "sasl.oauthbearer.assertion.private.key.passphrase"
      })
  void show_secretSetting_isMaskedEverywhere(String key) {
    PipelineConfig config =
        PipelineConfig.parse(
            "pipeline: p\nsource: {topic: t}\nkafka:\n  %s: '%s'\n".formatted(key, SECRET));
    assertThat(config.kafka().settings()).containsEntry(key, SECRET);
    assertThat(config.describe()).contains(key).doesNotContain(SECRET);
    assertThat(config.toString()).contains(key).doesNotContain(SECRET);
    assertThat(config.kafka().toString()).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // refused for another key, for structure, for syntax, as an alias, as a tag, twice
        "kafka:\n  sasl.jaas.config: hunter2-planted\nlearning: {batch: 0}",
        "kafka: {boostrap.servers: hunter2-planted}",
        "kafka: {application.id: hunter2-planted}",
        "kafka: {sasl.jaas.config: [hunter2-planted]}",
        "kafka: hunter2-planted",
        "sasl.jaas.config: hunter2-planted",
        "kafka:\n  sasl.jaas.config: \"hunter2-planted\n",
        "kafka:\n  sasl.jaas.config: %hunter2-planted\n",
        "kafka:\n  sasl.jaas.config: @hunter2-planted\n",
        "kafka:\n  sasl.jaas.config: !hunter2-planted\n  - {",
        "kafka:\n  sasl.jaas.config: a: hunter2-planted\n",
        "kafka:\n  sasl.jaas.config: hunter2-planted\n  sasl.jaas.config: hunter2-planted\n",
        "registry: hunter2-planted",
        "registry: {pasword: hunter2-planted}",
        "registry: {password: [hunter2-planted]}",
        "registry: {password: hunter2-planted}",
        "registry: {url: 'https://u:hunter2-planted@h'}",
        "registry: {url: 'https:/u:hunter2-planted@h'}",
        "registry: {url: 'https://h/?key=hunter2-planted'}",
        "registry: {user: u, password: hunter2-planted, token: hunter2-planted}",
      })
  void parse_faultBesideASecret_doesNotTellIt(String lines) {
    Throwable thrown =
        catchThrowable(
            () -> PipelineConfig.parse("pipeline: p\nsource: {topic: t}\n" + lines + "\n"));
    assertThat(thrown).isInstanceOf(ConfigurationException.class).hasNoCause();
    assertThat(thrown).hasMessageNotContaining(SECRET);
  }
}
