package io.thalweg.streams.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks' commands, on made folders of the benchmarks' shape. */
class EvaluateCommandTest {
  private static final int ROWS = 1_200;
  private static final int SPIKE = 900;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  @Test
  void nab_aWaveWithASpike_findsIt() throws IOException {
    writeNab();
    Path target = folder.resolve("out");
    assertThat(run("nab", "--data", folder.toString(), "--out", target.toString(), "--json"))
        .as(err.toString())
        .isZero();

    JsonNode thalweg = new ObjectMapper().readTree(out.toString()).at("/detectors/thalweg");
    assertThat(thalweg.at("/optimised/standard/windows_found").asInt()).isEqualTo(1);
    assertThat(thalweg.at("/own/standard/windows_found").asInt()).isEqualTo(1);
    assertThat(target.resolve("nab.md")).content().contains("| thalweg |", "| better (published)");
    assertThat(Files.readAllLines(target.resolve("thalweg/made/thalweg_spike.csv")))
        .hasSize(1 + ROWS)
        .contains("timestamp,value,anomaly_score,alert,label");
  }

  @Test
  void nab_folderWithoutCorpus_saysSo() {
    assertThat(run("nab", "--data", folder.toString(), "--out", folder.toString())).isEqualTo(1);
    assertThat(err.toString().strip())
        .startsWith("The evaluation of " + folder + " stopped: ")
        .doesNotContain("\n");
  }

  @Test
  void smd_twoWaves_comparesOnTheTestPart() throws IOException {
    Path machine = Files.createDirectories(folder.resolve("machine-x"));
    Files.writeString(machine.resolve("train.txt"), waves(0, 1_000));
    Files.writeString(machine.resolve("test.txt"), waves(1_000, 1_500));
    Files.writeString(machine.resolve("test_label.txt"), "0\n".repeat(499) + "1\n");
    Path target = folder.resolve("out");
    assertThat(run("smd", "--data", folder.toString(), "--out", target.toString()))
        .as(err.toString())
        .isZero();

    JsonNode result = new ObjectMapper().readTree(target.resolve("smd.json").toFile()).get(0);
    assertThat(result.path("machine").asText()).isEqualTo("machine-x");
    assertThat(result.path("test_rows").asInt()).isEqualTo(500);
    assertThat(result.path("anomalous_share").asDouble()).isCloseTo(1 / 500.0, within(1e-12));
    // Two values of a sine determine the next: the linear reference errs by rounding alone.
    assertThat(result.path("ridge_var_ratio").asDouble()).isLessThan(0.01);
    assertThat(result.path("one_step_ratio").asDouble()).isBetween(0.0, 0.9);
    assertThat(target.resolve("machine-x/scores.csv")).exists();
    assertThat(out.toString()).contains("| machine-x |");
  }

  @Test
  void smd_labelsThatDoNotFit_saysSo() throws IOException {
    Files.writeString(folder.resolve("train.txt"), waves(0, 10));
    Files.writeString(folder.resolve("test.txt"), waves(10, 20));
    Files.writeString(folder.resolve("test_label.txt"), "0\n");
    assertThat(run("smd", "--data", folder.toString(), "--out", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("has 10 test lines, but 1 labels");
  }

  @Test
  void score_keepsTheOrderOfThePValues_downToTheSmallest() {
    assertThat(ThalwegNab.score(1)).isZero();
    assertThat(ThalwegNab.score(1e-300)).isCloseTo(1, within(1e-9));
    assertThat(ThalwegNab.score(1e-299)).isLessThan(ThalwegNab.score(1e-300));
  }

  @Test
  void openings_withinTheCoolDown_onlyHigherOnesCount() {
    double[] scores = new double[ThalwegNab.COOL_DOWN + 4];
    scores[1] = 0.5;
    scores[2] = 0.4;
    scores[3] = 0.6;
    scores[ThalwegNab.COOL_DOWN + 3] = 0.6;
    double[] openings = ThalwegNab.openings(scores);
    assertThat(openings[1]).isEqualTo(0.5);
    assertThat(openings[2]).isZero();
    assertThat(openings[3]).isEqualTo(0.6);
    assertThat(openings[ThalwegNab.COOL_DOWN + 3]).isZero();
  }

  private int run(String... arguments) {
    return EvaluateCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static String waves(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int row = from; row < to; row++) {
      text.append(
          String.format(Locale.ROOT, "%.6f,%.6f,0.5%n", Math.sin(row / 5.0), Math.cos(row / 9.0)));
    }
    return text.toString();
  }

  private void writeNab() throws IOException {
    Files.createDirectories(folder.resolve("data/made"));
    Files.createDirectories(folder.resolve("labels"));
    LocalDateTime start = LocalDateTime.of(2014, 4, 10, 0, 0);
    StringBuilder csv = new StringBuilder("timestamp,value\n");
    for (int row = 0; row < ROWS; row++) {
      double value = Math.sin(row / 5.0) + (row == SPIKE ? 10 : 0);
      csv.append(stamp(start.plusMinutes(row)));
      csv.append(String.format(Locale.ROOT, ",%.4f%n", value));
    }
    Files.writeString(folder.resolve("data/made/spike.csv"), csv);
    Files.writeString(
        folder.resolve("labels/combined_windows.json"),
        "{\"made/spike.csv\": [[\"%s.000000\", \"%s.000000\"]]}"
            .formatted(stamp(start.plusMinutes(SPIKE - 10)), stamp(start.plusMinutes(SPIKE + 10))));
    Files.writeString(
        folder.resolve("profiles.json"),
        "{\"standard\": {\"CostMatrix\": {\"tpWeight\": 1.0, \"fnWeight\": 1.0, \"fpWeight\": 0.11}}}");
    Files.writeString(
        folder.resolve("published_results.json"), "{\"better\": {\"standard\": 74.85}}");
  }

  private static String stamp(LocalDateTime time) {
    return time.toString().replace('T', ' ') + ":00";
  }
}
