package io.thalweg.streams.broker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicAdminTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @TempDir private static Path data;
  private static EmbeddedBroker broker;

  private TopicAdmin admin;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(BrokerSettings.in(data));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void connect() {
    admin = new TopicAdmin(client());
  }

  @AfterEach
  void disconnect() {
    admin.close();
  }

  @Test
  void ensure_missing_createsAsSpecified() throws Exception {
    TopicSpec spec =
        TopicSpec.compacted("new-model", 1).withCompaction(Duration.ofSeconds(90), 3 << 20, 0.2);

    assertThat(admin.ensure(List.of(spec, TopicSpec.events("new-events", 3))))
        .containsExactly("new-events", "new-model");

    Config model = config("new-model");
    assertThat(value(model, "cleanup.policy")).isEqualTo("compact");
    assertThat(value(model, "max.message.bytes")).isEqualTo("1114112");
    assertThat(value(model, "max.compaction.lag.ms")).isEqualTo("90000");
    assertThat(value(model, "segment.bytes")).isEqualTo("3145728");
    assertThat(value(model, "min.cleanable.dirty.ratio")).isEqualTo("0.2");
    assertThat(value(config("new-events"), "cleanup.policy")).isEqualTo("delete");
    assertThat(partitions("new-events")).isEqualTo(3);
  }

  @Test
  void ensure_existing_changesNothing() throws Exception {
    admin.ensure(List.of(TopicSpec.events("kept", 2).with("retention.ms", "12345678")));

    TopicSpec different = TopicSpec.events("kept", 5).with("retention.ms", "1");
    assertThat(admin.ensure(List.of(different))).isEmpty();

    assertThat(partitions("kept")).isEqualTo(2);
    assertThat(value(config("kept"), "retention.ms")).isEqualTo("12345678");
  }

  @Test
  void ensure_existingWouldExpireState_isRefused() {
    admin.ensure(List.of(TopicSpec.events("expiring", 1)));

    assertThatExceptionOfType(BrokerException.class)
        .isThrownBy(() -> admin.ensure(List.of(TopicSpec.compacted("expiring", 1))))
        .withMessageContainingAll("expiring", "cleanup.policy=delete", "set it to compact");
  }

  @Test
  void ensure_existingWouldCompactEvents_isRefused() {
    admin.ensure(List.of(TopicSpec.compacted("compacting", 1)));

    assertThatExceptionOfType(BrokerException.class)
        .isThrownBy(() -> admin.ensure(List.of(TopicSpec.events("compacting", 1))))
        .withMessageContainingAll("compacting", "cleanup.policy=compact", "set it to delete");
  }

  @Test
  void ensure_partitionsDifferFromRequired_isRefused() {
    admin.ensure(List.of(TopicSpec.events("three", 3)));

    TopicSpec one = TopicSpec.events("three", 1).requirePartitions(true);
    assertThatExceptionOfType(BrokerException.class)
        .isThrownBy(() -> admin.ensure(List.of(one)))
        .withMessageContainingAll("three", "has 3 partitions", "must have 1");
  }

  @Test
  void ensure_existingAllowsOnlySmallerRecords_isRefused() {
    admin.ensure(List.of(TopicSpec.events("narrow", 1).withMaxMessageBytes(4096)));

    assertThatExceptionOfType(BrokerException.class)
        .isThrownBy(() -> admin.ensure(List.of(TopicSpec.events("narrow", 1))))
        .withMessageContainingAll("narrow", "max.message.bytes=4096", "1114112");
  }

  @Test
  void ensure_settingKafkaRefuses_namesTopicAndSetting() {
    TopicSpec spec = TopicSpec.events("refused", 1).with("retention.ms", "soon");

    assertThatExceptionOfType(BrokerException.class)
        .isThrownBy(() -> admin.ensure(List.of(spec)))
        .withMessageContainingAll("refused", "retention.ms");
  }

  @Test
  void ensure_nobodyAnswers_saysWhere() {
    // Port 1 needs privileges that no test has, so nobody listens there.
    Map<String, Object> nowhere =
        Map.of(
            "bootstrap.servers", "127.0.0.1:1",
            "default.api.timeout.ms", 300,
            "request.timeout.ms", 200);
    try (TopicAdmin lost = new TopicAdmin(nowhere)) {
      assertThatExceptionOfType(BrokerException.class)
          .isThrownBy(() -> lost.ensure(List.of(TopicSpec.events("t", 1))))
          .withMessageContainingAll("127.0.0.1:1", "no Kafka broker answered");
    }
  }

  @Test
  void compaction_rewrittenKey_shrinksTheTopicSoon() throws Exception {
    String at = broker.bootstrapServers();
    TopicSpec spec =
        TopicSpec.compacted("rewritten", 1).withCompaction(Duration.ofMinutes(10), 1 << 20, 0.01);
    TestClients.ensure(at, spec);
    // Four segments of 1 MiB, all of one key: the cleaner keeps one record of the closed ones.
    List<String> versions = Collections.nCopies(40, "x".repeat(100_000));
    TestClients.send(at, "rewritten", versions);

    long deadline = System.nanoTime() + DEADLINE.toNanos();
    int left = versions.size();
    while (left > 20 && System.nanoTime() < deadline) {
      left = TestClients.readCommitted(at, "rewritten").size();
    }

    assertThat(left).isBetween(1, 20);
  }

  private static Map<String, Object> client() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  private static Config config(String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin raw = Admin.create(client())) {
      return requireNonNull(raw.describeConfigs(List.of(resource)).all().get().get(resource));
    }
  }

  private static String value(Config config, String key) {
    return config.get(key).value();
  }

  private static int partitions(String topic) throws Exception {
    try (Admin raw = Admin.create(client())) {
      var described = raw.describeTopics(List.of(topic)).allTopicNames().get();
      return requireNonNull(described.get(topic)).partitions().size();
    }
  }
}
