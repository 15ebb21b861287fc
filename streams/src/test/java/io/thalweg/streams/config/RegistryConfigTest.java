package io.thalweg.streams.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegistryConfigTest {
  private static final String SECRET = "hunter2-planted";

  @Test
  void show_secrets_areMaskedEverywhere() {
    PipelineConfig config =
        PipelineConfig.parse(
            """
            pipeline: p
            source: {topic: t}
            registry:
              url: https://r/apis/ccompat/v7/
              user: ann
              password: hunter2-planted
              truststore: a.p12
              truststore.password: hunter2-planted
              keystore: b.p12
              keystore.password: hunter2-planted
            """);
    assertThat(config.describe()).contains("ann").contains("****").doesNotContain(SECRET);
    assertThat(config.toString()).contains("ann").doesNotContain(SECRET);
    assertThat(config.registry().password()).isEqualTo(Secret.of(SECRET));
    assertThat(config.registry().baseUrl()).isEqualTo("https://r/apis/ccompat/v7");
    PipelineConfig bearer =
        PipelineConfig.parse("pipeline: p\nsource: {topic: t}\nregistry: {token: hunter2-planted}");
    assertThat(bearer.describe() + bearer).contains("token").doesNotContain(SECRET);
  }

  @Test
  void show_referenceToTheEnvironment_isNoSecret() {
    Secret secret = Secret.of("${env:REGISTRY_PASSWORD}");
    assertThat(secret).hasToString("${env:REGISTRY_PASSWORD}");
    assertThat(secret.reveal("k", name -> name + "!")).isEqualTo("REGISTRY_PASSWORD!");
  }

  @Test
  void readsInput_onlyWithAUrl() {
    assertThat(RegistryConfig.DEFAULTS.readsInput()).isFalse();
    String yaml = "pipeline: p\nsource: {topic: t}\nregistry: {url: 'http://r:8081'%s}";
    assertThat(PipelineConfig.parse(yaml.formatted("")).registry().readsInput()).isTrue();
    assertThat(PipelineConfig.parse(yaml.formatted(", input: false")).registry().readsInput())
        .isFalse();
  }
}
