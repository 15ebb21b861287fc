package io.thalweg.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.streams.broker.BrokerSettings;
import io.thalweg.streams.broker.EmbeddedBroker;
import io.thalweg.streams.broker.TopicAdmin;
import io.thalweg.streams.broker.TopicSpec;
import io.thalweg.streams.config.PipelineConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayCommandTest {
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;
  private Path pipeline;
  private Path input;

  @BeforeEach
  void write() throws IOException {
    pipeline =
        Files.writeString(folder.resolve("p.yaml"), "pipeline: p\nsource: {topic: events}\n");
    input = Files.writeString(folder.resolve("in.jsonl"), "{\"a\": 1}\n{\"a\": 2}\n");
  }

  @Test
  void call_noCluster_saysWhatIsMissing() {
    assertThat(run(Connector.configured(), "max")).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "kafka.bootstrap.servers is missing, it must be the address of a Kafka cluster such as localhost:9092."
                + System.lineSeparator());
  }

  @Test
  void call_avroOfARegistry_isRefused() throws IOException {
    Files.writeString(
        pipeline,
        "pipeline: p\nsource: {topic: events, format: avro}\nregistry: {url: 'http://localhost:1'}\n");
    assertThat(run(Connector.configured(), "max")).isEqualTo(1);
    assertThat(err.toString()).contains("registry.input is 'true'");
  }

  @Test
  void call_badRate_saysWhatIsAllowed() {
    for (String rate : new String[] {"0", "-1", "fast", "NaN"}) {
      assertThat(run(Connector.configured(), rate)).isEqualTo(1);
      assertThat(err.toString()).contains("--rate is '" + rate + "', allowed is max or a number");
    }
  }

  @Test
  void call_withABroker_sendsTheFile() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("data")))) {
      createTopic(broker.bootstrapServers());
      Connector connector =
          config ->
              new Connector.Connection(
                  config.withBootstrapServers(broker.bootstrapServers()), () -> {});
      assertThat(run(connector, "1000")).as(err.toString()).isZero();
    }
    assertThat(err.toString()).contains("100 %").contains("Sent 2 events from " + input);
  }

  @Test
  void producerSettings_operatorsOwn_winExceptWhatDeliveryRestsOn() {
    Map<String, Object> settings =
        ReplayCommand.producerSettings(
            PipelineConfig.parse(
                "pipeline: p\nsource: {topic: t}\nkafka: {producer.linger.ms: 1, acks: all}\n"));
    assertThat(settings)
        .containsEntry("linger.ms", "1")
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true);
  }

  private static void createTopic(String bootstrapServers) {
    try (TopicAdmin admin = new TopicAdmin(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.ensure(List.of(TopicSpec.events("events", 1)));
    }
  }

  private int run(Connector connector, String rate) {
    return new CommandLine(new ReplayCommand(connector))
        .setErr(new PrintWriter(err, true))
        .execute("-c", pipeline.toString(), "--input", input.toString(), "--rate", rate);
  }
}
