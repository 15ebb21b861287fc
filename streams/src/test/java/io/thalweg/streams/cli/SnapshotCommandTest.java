package io.thalweg.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.thalweg.streams.broker.BrokerSettings;
import io.thalweg.streams.broker.EmbeddedBroker;
import io.thalweg.streams.snapshot.ModelTopicWriter;
import io.thalweg.streams.snapshot.TestSnapshots;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class SnapshotCommandTest {
  @TempDir private static Path data;
  private static EmbeddedBroker broker;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** One pipeline for each kind of topic; its versions say they are of {@code plant}. */
  @BeforeAll
  static void publish() {
    broker = EmbeddedBroker.start(BrokerSettings.in(data));
    try (ModelTopicWriter writer = writer("plant")) {
      writer.publish(1, 2, 3, 4, 5, 6);
    }
    try (ModelTopicWriter writer = writer("other")) {
      writer.publish(1);
    }
    writer("empty").close();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static ModelTopicWriter writer(String pipeline) {
    return new ModelTopicWriter(broker.bootstrapServers(), pipeline + ".model");
  }

  @Test
  void list_ring_showsTheVersionsItHolds() {
    assertThat(run("plant", "list")).isZero();

    assertThat(out.toString().lines()).hasSize(6);
    assertThat(out.toString().lines().skip(1).map(line -> line.strip().split(" ")[0]))
        .containsExactly("2", "3", "4", "5", "6");
    assertThat(out.toString().lines().filter(line -> line.endsWith("serves")))
        .singleElement()
        .asString()
        .startsWith("       6");
  }

  @Test
  void list_json_isTheDocumentedDocument() throws IOException {
    assertThat(run("plant", "list", "--json")).isZero();

    JsonNode list = json();
    assertThat(list.fieldNames())
        .toIterable()
        .containsExactly("pipeline", "topic", "serves", "pin", "decided", "snapshots", "damages");
    assertThat(list.get("serves").asLong()).isEqualTo(6);
    assertThat(list.at("/decided/boundary").asLong()).isEqualTo(12);
    assertThat(list.at("/snapshots/4").toString())
        .isEqualTo(
            "{\"version\":6,\"place\":\"1\",\"parent\":5,\"boundary\":12,"
                + "\"streamTime\":1767225600129,\"eventsLearned\":5940,\"loss\":-0.75,"
                + "\"huber\":0.1,\"persistenceHuber\":0.2,\"parameters\":"
                + TestSnapshots.small(6).parameters().length
                + ",\"bytes\":"
                + (16 + 4 * (TestSnapshots.small(6).parameters().length + 16))
                + ",\"spaceId\":\"space-1\"}");
  }

  @Test
  void list_emptyTopic_saysSo() {
    assertThat(run("empty", "list")).isZero();

    assertThat(out.toString().strip())
        .isEqualTo("No snapshot has been published to empty.model yet.");
  }

  @Test
  void show_version_tellsItsManifest() throws IOException {
    assertThat(run("plant", "show", "4")).isZero();
    assertThat(out.toString())
        .contains("version        4 in place 4", "events-0 below 4,000, events-3 below 7", "1.2.3");

    out.getBuffer().setLength(0);
    assertThat(run("plant", "show", "4", "--json")).isZero();
    assertThat(json().at("/coveredOffsets/0/offset").asLong()).isEqualTo(4000);
    assertThat(json().get("fields").get(0).asText()).isEqualTo("temperature");
  }

  @Test
  void show_versionNotThere_namesThoseThatAre() {
    assertThat(run("plant", "show", "1")).isEqualTo(1);

    assertThat(err.toString().strip())
        .isEqualTo("Version 1 is not on topic plant.model, which holds 2, 3, 4, 5, 6.");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void verify_soundTopic_exitsWithZero() throws IOException {
    assertThat(run("plant", "verify")).isZero();
    assertThat(out.toString().lines()).hasSize(5).allMatch(line -> line.endsWith(": sound"));

    out.getBuffer().setLength(0);
    assertThat(run("plant", "verify", "5", "--json")).isZero();
    assertThat(json().toString())
        .isEqualTo(
            "{\"ok\":true,\"checked\":[{\"place\":\"0\",\"version\":5,\"ok\":true,\"problem\":null}]}");
  }

  @Test
  void verify_damagedVersion_exitsWithOneAndSaysWhat() throws IOException {
    try (ModelTopicWriter writer =
        new ModelTopicWriter(broker.bootstrapServers(), "damaged.model")) {
      Map<String, byte[]> corrupted = TestSnapshots.records(2);
      Objects.requireNonNull(corrupted.get("2/0000"))[50] ^= 1;
      writer.commit(corrupted);
    }

    assertThat(run("damaged", "verify")).isEqualTo(1);
    assertThat(out.toString()).contains("version 2 in place 2: DAMAGED: ");

    out.getBuffer().setLength(0);
    assertThat(run("damaged", "verify", "2", "--json")).isEqualTo(1);
    assertThat(json().get("ok").asBoolean()).isFalse();
  }

  @Test
  void verify_versionsOfAnotherPipeline_areWrong() {
    assertThat(run("other", "verify")).isEqualTo(1);
    assertThat(out.toString()).contains("belongs to pipeline 'plant', not to 'other'");
  }

  @Test
  void pin_thenUnpin_changesWhatServes() throws IOException {
    String file = pipelineFile("plant2");
    try (ModelTopicWriter writer = writer("plant2")) {
      writer.commit(TestSnapshots.records(TestSnapshots.of("plant2", 1), 5));
      writer.commit(TestSnapshots.records(TestSnapshots.of("plant2", 2), 5));
    }

    assertThat(execute("pin", "1", "--reason", "2 is odd\u001b[2J", "-c", file)).isZero();
    assertThat(execute("list", "-c", file)).isZero();
    assertThat(out.toString())
        .contains("Version 1 serves until it is unpinned.")
        .contains("Version 1 is pinned: 2 is odd?[2J")
        .doesNotContain("\u001b");
    assertThat(execute("verify", "-c", file)).isZero();

    assertThat(execute("unpin", "-c", file)).isZero();
    out.getBuffer().setLength(0);
    assertThat(execute("list", "--json", "-c", file)).isZero();
    assertThat(json().get("pin").isNull()).isTrue();
    assertThat(json().get("serves").asLong()).isEqualTo(2);
    assertThat(execute("unpin", "-c", file)).isZero();
    assertThat(out.toString()).contains("No version was pinned.");
  }

  @Test
  void list_topicMissing_saysSoInOneLine() {
    assertThat(run("nosuch", "list")).isEqualTo(1);

    assertThat(err.toString().strip())
        .isEqualTo("There is no topic nosuch.model at " + broker.bootstrapServers() + ".");
  }

  @Test
  void list_targetNotNamed_isAUsageError() {
    assertThat(execute("list")).isEqualTo(2);
    assertThat(err.toString()).contains("either --config FILE, or --bootstrap");

    assertThat(execute("list", "--pipeline", "plant")).isEqualTo(2);
    assertThat(err.toString()).contains("--pipeline needs --bootstrap");
    assertThat(execute()).isEqualTo(2);
    assertThat(err.toString()).contains("list, show, verify, pin, unpin or export");
  }

  @Test
  void list_badPipelineName_isOneSentence() {
    assertThat(run("Not A Name", "list")).isEqualTo(1);
    assertThat(err.toString().lines()).singleElement().asString().contains("Not A Name");
  }

  private static String pipelineFile(String pipeline) throws IOException {
    Path file = data.resolve(pipeline + ".yaml");
    Files.writeString(
        file,
        """
        pipeline: %s
        kafka:
          bootstrap.servers: %s
        source:
          topic: events
        """
            .formatted(pipeline, broker.bootstrapServers()));
    return file.toString();
  }

  private int run(String pipeline, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--bootstrap", broker.bootstrapServers(), "--pipeline", pipeline));
    return execute(all.toArray(String[]::new));
  }

  private int execute(String... args) {
    return new CommandLine(new SnapshotCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toString());
  }
}
