package io.thalweg.streams.cli.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * One entity, two waves, a reading a second: 2,000 rows, so a version is decided every 64 and
 * serves 64 later. Both fields leap at row {@value #LEAP}.
 */
class BacktestCommandTest {
  private static final int ROWS = 2_000;
  private static final int LEAP = 1_800;
  private static final int BROKEN = 1_000;
  private static final int LATE = 1_001;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  @Test
  void call_withoutConfiguration_writesOneScoreRowPerInputRow() throws IOException {
    assertThat(run(csv(), "a")).as(err.toString()).isZero();

    List<String> scores = Files.readAllLines(folder.resolve("a/scores.csv"));
    assertThat(scores.get(0)).isEqualTo("timestamp,entity,surprise,p_value,alert,version");
    assertThat(scores).hasSize(1 + ROWS);
    assertThat(scores.get(1)).isEqualTo("1700000000000,pump,,,0,");
    // Decided at row 64, serves from row 128; p-values follow after 200 surprises.
    assertThat(cells(scores, 127)[5]).isEmpty();
    assertThat(cells(scores, 128)[5]).isEqualTo("1");
    assertThat(cells(scores, 128)[3]).isEmpty();
    assertThat(Double.parseDouble(cells(scores, 400)[3])).isBetween(0.0, 1.0);
    assertThat(scores.get(1 + BROKEN)).isEqualTo(",,,,,");
    assertThat(scores.get(1 + LATE)).isEqualTo("1600000000000,pump,,,,");
    assertThat(cells(scores, LEAP)[4]).isEqualTo("1");
  }

  @Test
  void call_withoutConfiguration_writesEmbeddingsOfServedRows() throws IOException {
    assertThat(run(csv(), "a")).as(err.toString()).isZero();

    List<String> rows = Files.readAllLines(folder.resolve("a/embeddings.csv"));
    assertThat(rows.get(0)).startsWith("row,timestamp,entity,version,space_id,in_sample,e0,e1,");
    assertThat(rows.get(1)).startsWith("128,1700000128000,pump,1,").contains(",0,");
    int columns = rows.get(0).split(",").length;
    assertThat(rows).allSatisfy(row -> assertThat(row.split(",", -1)).hasSize(columns));
    // Nothing before the first version, no embedding of the broken and the late row.
    assertThat(rows).hasSize(1 + ROWS - 128 - 2);
  }

  @Test
  void call_withoutConfiguration_writesAlertsWithTheFieldsOfTheRecord() throws IOException {
    assertThat(run(csv(), "a")).as(err.toString()).isZero();

    List<String> lines = Files.readAllLines(folder.resolve("a/alerts.jsonl"));
    JsonNode alert = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    assertThat(alert.fieldNames())
        .toIterable()
        .containsExactlyElementsOf(
            io.thalweg.schema.Alert.getClassSchema().getFields().stream()
                .map(field -> field.name())
                .toList());
    assertThat(alert.path("offset").asLong()).isEqualTo(LEAP);
    assertThat(alert.path("pValue").asDouble()).isLessThan(1e-4);
    assertThat(alert.path("contributions").get(0).fieldNames())
        .toIterable()
        .containsExactly("field", "observed", "expected", "scale", "surprise", "share");
  }

  @Test
  void call_withoutConfiguration_summarises() throws IOException {
    assertThat(run(csv(), "a", "--json")).as(err.toString()).isZero();

    JsonNode summary = new ObjectMapper().readTree(folder.resolve("a/summary.json").toFile());
    assertThat(new ObjectMapper().readTree(out.toString())).isEqualTo(summary);
    assertThat(summary.path("rows").asInt()).isEqualTo(ROWS);
    assertThat(summary.path("rejected").path("NON_NUMERIC").asInt()).isEqualTo(1);
    assertThat(summary.path("late").asInt()).isEqualTo(1);
    assertThat(summary.path("repaired").asInt()).isZero();
    assertThat(summary.path("fields").asInt()).isEqualTo(2);
    assertThat(summary.path("versions_published").asInt()).isPositive();
    // The leap, which nobody can foresee, is two thirds of persistence's error; the waves the rest.
    assertThat(summary.path("one_step_ratio").asDouble()).isBetween(0.6, 0.99);
    assertThat(summary.path("huber_ratio").asDouble())
        .isCloseTo(
            summary.path("huber").asDouble() / summary.path("persistence_huber").asDouble(),
            within(1e-12));
    assertThat(Files.readAllLines(folder.resolve("a/alerts.jsonl")))
        .hasSize(summary.path("alerts").asInt());
  }

  @Test
  void call_twice_writesTheSameBytes() throws IOException {
    Path input = csv();
    run(input, "a");
    run(input, "b");

    for (String name : List.of("scores.csv", "embeddings.csv", "alerts.jsonl")) {
      assertThat(folder.resolve("a").resolve(name))
          .hasSameBinaryContentAs(folder.resolve("b").resolve(name));
    }
  }

  @Test
  void call_withConfiguration_followsIt() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("p.yaml"),
            "pipeline: p\nsource: {topic: events, fields: [flow]}\npublish: {every: 500}\n");
    assertThat(run(csv(), "a", "-c", config.toString())).as(err.toString()).isZero();

    List<String> rows = Files.readAllLines(folder.resolve("a/embeddings.csv"));
    // Decided at row 500, serves from row 1,000; that one and the next have no embedding.
    assertThat(rows.get(1)).startsWith("1002,").contains(",1,");
    JsonNode summary = new ObjectMapper().readTree(folder.resolve("a/summary.json").toFile());
    assertThat(summary.path("fields").asInt()).isEqualTo(1);
  }

  @Test
  void call_fileThatIsNotThere_saysSo() {
    assertThat(run(folder.resolve("none.csv"), "a")).isEqualTo(1);
    assertThat(err.toString().strip())
        .isEqualTo(
            "The file %s cannot be read (NoSuchFileException)."
                .formatted(folder.resolve("none.csv")));
  }

  /** Times and entities are those of the lines; what was no UTF-8 is counted. */
  @Test
  void call_linesOfJson_saysHowManyWereRepaired() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("log.yaml"),
            """
            pipeline: syslog
            modality: {type: text, field: message}
            source: {topic: lines, timestamp: time, entity: host}
            learning: {task: next-token, encoder: {type: gru, vocabulary: 258, hidden: 8, context: 4},
                       objective: {type: softmax, vocabulary: 256}, segment: 16, batch: 4, every: 4}
            publish: {every: 64}
            """);
    StringBuilder lines = new StringBuilder();
    for (int row = 0; row < 200; row++) {
      String stray = row % 50 == 3 ? "\u00ff" : "";
      lines.append("{\"time\":%d,\"host\":\"web\",".formatted(1_700_000_000 + row));
      lines.append("\"message\":\"job %d is done%s\"}\n".formatted(row % 7, stray));
    }
    Path input = folder.resolve("lines.json");
    Files.writeString(input, lines, StandardCharsets.ISO_8859_1);

    assertThat(run(input, "a", "-c", config.toString())).as(err.toString()).isZero();

    JsonNode summary = new ObjectMapper().readTree(folder.resolve("a/summary.json").toFile());
    assertThat(summary.path("repaired").asInt()).isEqualTo(4);
    assertThat(summary.path("rejected")).isEmpty();
    assertThat(summary.path("bits_per_token").asDouble()).isBetween(0.1, 8.0);
    assertThat(out.toString())
        .contains("0 rejected, 0 late, 4 repaired\n", "bits a token (second half)\n");
    assertThat(Files.readAllLines(folder.resolve("a/scores.csv")).get(2))
        .startsWith("1700000001000,web,");
  }

  @Test
  void call_noNumericColumn_saysSo() throws IOException {
    Path input = Files.writeString(folder.resolve("words.csv"), "who,what\nann,runs\nbob,sits\n");
    assertThat(run(input, "a")).isEqualTo(1);
    assertThat(err.toString().strip()).contains("numeric").doesNotContain("\n");
  }

  @Test
  void call_folderThatIsAFile_saysSo() throws IOException {
    Files.writeString(folder.resolve("taken"), "");
    assertThat(run(csv(), "taken")).isEqualTo(1);
    assertThat(err.toString().strip())
        .startsWith("The backtest of ")
        .endsWith("taken (FileAlreadyExistsException).")
        .doesNotContain("\n");
  }

  private int run(Path input, String target, String... more) {
    CommandLine command =
        new CommandLine(new BacktestCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    String[] given = {"--input", input.toString(), "--out", folder.resolve(target).toString()};
    String[] all = Arrays.copyOf(given, given.length + more.length);
    System.arraycopy(more, 0, all, given.length, more.length);
    return command.execute(all);
  }

  private static String[] cells(List<String> scores, int row) {
    return scores.get(1 + row).split(",", -1);
  }

  private Path csv() throws IOException {
    StringBuilder text = new StringBuilder("time,host,flow,heat\n");
    for (int row = 0; row < ROWS; row++) {
      long time = row == LATE ? 1_600_000_000_000L : 1_700_000_000_000L + 1_000L * row;
      double leap = row == LEAP ? 40 : 0;
      String flow = row == BROKEN ? "oops" : number(10 * Math.sin(row / 5.0) + leap);
      String heat = number(10 * Math.cos(row / 7.0) + leap);
      text.append(time).append(",pump,").append(flow).append(',').append(heat).append('\n');
    }
    return Files.writeString(folder.resolve("in.csv"), text);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
