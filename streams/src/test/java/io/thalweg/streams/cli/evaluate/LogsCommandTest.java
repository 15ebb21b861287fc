package io.thalweg.streams.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Files made up in the form of the public ones. */
final class LogsCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine command = EvaluateCommand.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(args);
  }

  /** 220 lines of a pump, of which the last but one is labelled. */
  private void lines() throws IOException {
    List<String> lines =
        IntStream.range(0, 220)
            .mapToObj(
                i ->
                    i == 218
                        ? "LEAK 1 d n t n PUMP FATAL valve 7 burst"
                        : "- 1 d n t n PUMP INFO valve %d %s"
                            .formatted(i, i % 2 == 0 ? "opened" : "closed"))
            .toList();
    Files.write(folder.resolve("BGL_2k.log"), lines);
  }

  private void sequences() throws IOException {
    Path events = Files.createDirectory(folder.resolve("openstack"));
    Files.writeString(events.resolve("openstack_train"), "a,1 2 3\n".repeat(5));
    Files.writeString(events.resolve("openstack_test_normal"), "a,1 2 3\n".repeat(3));
    Files.writeString(events.resolve("openstack_test_abnormal"), "a,1 3 2\n");
  }

  @Test
  void evaluate_both_printsTablesAndTheMarkedLineAndWritesFiles() throws IOException {
    lines();
    sequences();
    Path written = folder.resolve("out");

    int exit = run("logs", "--data", folder.toString(), "--out", written.toString());

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(out.toString())
        .contains("220 lines of 3 templates")
        .contains("| template frequency |")
        .contains("line 219, ")
        .contains("PUMP >>FATAL")
        .contains("2 tokens off (came 109 times): PUMP INFO valve <num> opened")
        .contains("5 sequences learned; 3 normal and 1 abnormal ones tested")
        .contains("| ceiling | 1.0000 | 1.0000 |")
        .isEqualTo(Files.readString(written.resolve("logs.md")));
    JsonNode figures = new ObjectMapper().readTree(written.resolve("logs.json").toFile());
    assertThat(figures.at("/lines/labelled").asInt()).isEqualTo(1);
    assertThat(figures.at("/lines/most_surprising/0/line").asInt()).isEqualTo(219);
    assertThat(figures.at("/sequences/ours/0/average_precision").asDouble()).isEqualTo(1);
  }

  @Test
  void evaluate_sequencesAlone_asJson() throws IOException {
    sequences();
    assertThat(run("logs", "--data", folder.toString(), "--json")).isZero();
    JsonNode figures = new ObjectMapper().readTree(out.toString());
    assertThat(figures.has("lines")).isFalse();
    assertThat(figures.at("/sequences/abnormal_as_learned").asInt()).isZero();
  }

  @Test
  void evaluate_emptyFolder_saysWhatIsMissing() {
    assertThat(run("logs", "--data", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("neither BGL_2k.log nor openstack");
  }

  @Test
  void evaluate_brokenFile_saysWhichLine() throws IOException {
    Files.writeString(folder.resolve("BGL_2k.log"), "- 1 2\n");
    assertThat(run("logs", "--data", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("line 1 has 3 columns");
  }
}
