package io.thalweg.streams.cli.bench.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.thalweg.streams.cli.bench.BenchCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CoreBenchCommandTest {
  @TempDir Path nothingBuilt;

  @Test
  void json_oneShape_hasTimesRatiosAndTheLimit() throws IOException {
    JsonNode report = new ObjectMapper().readTree(run("--json"));

    assertThat(report.get("libtorch").isNull()).isTrue();
    assertThat(report.get("rows")).hasSize(2);
    JsonNode step = report.get("rows").get(0);
    assertThat(step.get("shape").asText()).isEqualTo("gru");
    assertThat(step.get("work").asText()).isEqualTo("step");
    double own = step.get("thalweg").get("best_us").asDouble();
    assertThat(own).isPositive();
    assertThat(step.get("ratio_dl4j").asDouble())
        .isEqualTo(own / step.get("dl4j").get("best_us").asDouble());
    assertThat(step.get("limit_share").asDouble())
        .isEqualTo(step.get("sgemm").get("best_us").asDouble() / own);
    assertThat(report.get("rows").get(1).has("limit_share")).isFalse();
  }

  @Test
  void text_oneShape_saysWhoDidNotTakePartAndWhatDiffers() {
    assertThat(run())
        .contains("GRU 38-64, T 32, batch 32")
        .contains("libtorch did not take part: ./mvnw -Ppeers")
        .contains("DL4J has no GRU");
  }

  private String run(String... more) {
    StringWriter out = new StringWriter();
    CommandLine command = new CommandLine(new BenchCommand());
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(new StringWriter()));
    String[] arguments = {
      "core", "--rounds", "1", "--millis", "1", "--shape", "gru", "--peers", nothingBuilt.toString()
    };
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    assertThat(command.execute(all)).isZero();
    return out.toString();
  }
}
