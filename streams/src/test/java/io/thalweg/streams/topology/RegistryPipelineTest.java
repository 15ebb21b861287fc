package io.thalweg.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.streams.broker.BrokerSettings;
import io.thalweg.streams.broker.EmbeddedBroker;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.registry.FakeRegistry;
import io.thalweg.streams.registry.RegistryException;
import io.thalweg.streams.runtime.Cluster;
import io.thalweg.streams.runtime.PipelineService;
import io.thalweg.streams.runtime.Role;
import io.thalweg.streams.runtime.StreamsSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry's Avro in, a registry's Avro out. */
final class RegistryPipelineTest {
  private static final int ROWS = 400;
  private static final Schema EVENT =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Event", "fields": [
                {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                {"name": "machine", "type": {"type": "record", "name": "Machine", "fields": [
                  {"name": "id", "type": "string"}]}},
                {"name": "a", "type": "double"},
                {"name": "b", "type": ["null", "float"]},
                {"name": "c", "type": ["null", "int"]}]}
              """);

  @TempDir private Path directory;
  private final FakeRegistry server = FakeRegistry.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void service_registryAvroIn_writesRegistryAvroOut() {
    List<byte[]> events = events();
    events.set(17, "not avro".getBytes(StandardCharsets.UTF_8));
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(directory.resolve("b")));
        Cluster cluster = Cluster.open(config(broker.bootstrapServers(), "PT20S"))) {
      cluster.ensureTopics();
      TopicIo topics = new TopicIo(broker.bootstrapServers());
      topics.send("reg.events", events);
      try (PipelineService service = PipelineService.start(cluster, Role.ALL)) {
        assertThat(service.config().source().fields()).containsExactly("a", "b", "c");
        assertThat(server.subjects())
            .containsOnlyKeys(
                "reg.events-value",
                "reg.embeddings-value",
                "reg.alerts-value",
                "reg.metrics-value",
                "reg.rejects-value");
        assertEmbeddings(topics.await("reg.embeddings", 200));
        GenericRecord reject = server.read(topics.await("reg.rejects", 1).get(0));
        assertThat(reject.get("offset")).isEqualTo(17L);
        assertThat(reject.get("reason")).hasToString("MALFORMED");
        GenericRecord metrics = server.read(topics.await("reg.metrics", 1).get(0));
        assertThat(metrics.get("pipeline")).hasToString("reg");
        assertThat(service.failure()).isNotDone();
      }
    }
    long lookups =
        server.requests().stream().filter(request -> request.contains("/schemas/ids/")).count();
    assertThat(lookups).as("inference and both applications share the cache").isOne();
  }

  private void assertEmbeddings(List<byte[]> messages) {
    for (byte[] message : messages) {
      GenericRecord embedding = server.read(message);
      long offset = (long) embedding.get("offset");
      assertThat(embedding.get("entity")).hasToString("m" + offset % 3);
      assertThat(embedding.get("timestamp")).isEqualTo(time((int) offset));
      assertThat((List<?>) embedding.get("vector")).hasSize(8);
    }
  }

  @Test
  void serve_registryGone_failsTheThreadAndRejectsNothing() {
    PipelineConfig config = config("localhost:1", "PT0S");
    PipelineConfig known = config.withSource(Formats.of(config).fillFields(events()));
    Formats formats = Formats.of(known);
    formats.register();
    server.failAlways(503);
    try (TopologyTestDriver driver =
        new TopologyTestDriver(
            ServeTopology.build(
                known, Plans.of(known, 1), () -> offset -> Optional.empty(), formats),
            StreamsSettings.of(known, "serve"))) {
      TestInputTopic<byte[], byte[]> input =
          driver.createInputTopic(
              "reg.events", new ByteArraySerializer(), new ByteArraySerializer());
      assertThatThrownBy(() -> input.pipeInput(events().get(0)))
          .hasRootCauseInstanceOf(RegistryException.class);
      assertThat(driver.producedTopicNames()).doesNotContain("reg.rejects");
    }
  }

  @Test
  void start_registryThatRefusesASubject_isTheSentenceOfTheStart() {
    server.failAlways(401);
    PipelineConfig config = config("localhost:1", "PT0S");
    try (Cluster cluster = Cluster.open(config)) {
      assertThatThrownBy(() -> PipelineService.start(cluster, Role.ALL))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("refuses to register the subject reg.embeddings-value");
    }
  }

  private PipelineConfig config(String bootstrap, String retry) {
    String yaml =
        TestPipeline.yaml("reg", directory.resolve("state"), bootstrap, "offset")
            .replace("format: csv", "format: avro")
            .replace("timestamp: ts", "timestamp: at")
            .replace("entity: host", "entity: machine.id")
            .replaceAll("(?m)^ *(columns|fields): .*\\n", "");
    return PipelineConfig.parse(
        yaml + "registry: {url: \"%s\", output: true, retry: %s}\n".formatted(server.url(), retry));
  }

  private List<byte[]> events() {
    int id = server.register("reg.events-value", EVENT.toString());
    List<byte[]> events = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      GenericRecord machine =
          new GenericRecordBuilder(EVENT.getField("machine").schema())
              .set("id", "m" + i % 3)
              .build();
      GenericRecord event =
          new GenericRecordBuilder(EVENT)
              .set("at", time(i))
              .set("machine", machine)
              .set("a", Math.sin(i / 9.0))
              .set("b", i % 20 == 0 ? null : (Object) (float) Math.cos(i / 9.0))
              .set("c", i % 7)
              .build();
      events.add(FakeRegistry.message(id, event));
    }
    return events;
  }

  private static long time(int row) {
    return 1_700_000_000_000L + 1000L * row;
  }
}
