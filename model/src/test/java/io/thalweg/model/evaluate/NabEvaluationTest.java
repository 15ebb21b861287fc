package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.thalweg.model.evaluate.NabFile.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way on a benchmark folder of one series: 20 rows a minute apart, a spike at row 9. */
final class NabEvaluationTest {
  private static final String NAME = "made/spike.csv";

  private final Path folder;

  NabEvaluationTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void writeBenchmark() throws IOException {
    Files.createDirectories(folder.resolve("data/made"));
    Files.createDirectories(folder.resolve("labels"));
    StringBuilder csv = new StringBuilder("timestamp,value\n");
    for (int row = 0; row < 20; row++) {
      csv.append("2014-04-10 07:%02d:00,%s\n".formatted(row, row == 9 ? "50.5" : "" + row % 2));
    }
    Files.writeString(folder.resolve("data").resolve(NAME), csv);
    Files.writeString(
        folder.resolve("labels/combined_windows.json"),
        """
        {"made/spike.csv": [["2014-04-10 07:08:00.000000", "2014-04-10 07:11:00.000000"]]}
        """);
    Files.writeString(
        folder.resolve("profiles.json"),
        """
        {"standard": {"CostMatrix": {"tpWeight": 1.0, "fnWeight": 1.0, "fpWeight": 0.11}}}
        """);
    Files.writeString(
        folder.resolve("published_results.json"),
        """
        {"weaker": {"standard": 10.04}, "better": {"standard": 74.85}}
        """);
  }

  @Test
  void read_folder_hasSeriesWindowsProfilesAndPublished() throws IOException {
    NabCorpus corpus = NabCorpus.read(folder);

    NabFile file = corpus.files().get(0);
    assertThat(corpus.files()).hasSize(1);
    assertThat(file.name()).isEqualTo(NAME);
    assertThat(file.windows()).containsExactly(new Window(8, 11));
    assertThat(file.series().values()[9]).isEqualTo(50.5);
    // 2014-04-10 is day 16,170 since 1970; 07:09 is minute 429.
    assertThat(file.series().millis(9)).isEqualTo((16_170L * 1440 + 429) * 60_000);
    assertThat(corpus.profiles()).containsExactly(new NabProfile("standard", 1, 0.11, 1));
    assertThat(corpus.published().get("better")).containsEntry("standard", 74.85);
  }

  @Test
  void read_labelWithoutRow_saysSo() throws IOException {
    Files.writeString(
        folder.resolve("labels/combined_windows.json"),
        """
        {"made/spike.csv": [["1999-01-01 00:00:00.000000", "2014-04-10 07:11:00.000000"]]}
        """);

    assertThatThrownBy(() -> NabCorpus.read(folder))
        .hasMessage("made/spike.csv has no row at 1999-01-01 00:00:00.000000");
  }

  @Test
  void write_detectorThatFindsTheSpike_reportsAllFigures(@TempDir Path out) throws IOException {
    NabEvaluation evaluation = new NabEvaluation(NabCorpus.read(folder));
    List<Integer> progress = new ArrayList<>();

    NabEvaluation.Run run = evaluation.run("thalweg", NabEvaluationTest::aboveTen, progress::add);
    evaluation.write(out, run, evaluation.report(run));

    // Row 9 is the window's second of four: s(-3/4) / s(-1) = tanh(1.875) / tanh(2.5).
    double expected = 50 * (Math.tanh(1.875) / Math.tanh(2.5) + 1);
    JsonNode json = new ObjectMapper().readTree(out.resolve("nab.json").toFile());
    JsonNode ours = json.at("/detectors/thalweg");
    assertThat(ours.at("/optimised/standard/score").asDouble()).isCloseTo(expected, within(1e-9));
    assertThat(ours.at("/own/standard/score").asDouble()).isCloseTo(expected, within(1e-9));
    assertThat(ours.at("/own/standard/windows_found").asInt()).isEqualTo(1);
    // By its own alerts only: with one threshold for one score, alerting everywhere beats nothing
    // here.
    assertThat(json.at("/detectors/null/own/standard/score").asDouble()).isZero();
    assertThat(json.at("/detectors/perfect/own/standard/score").asDouble())
        .isCloseTo(100, within(1e-9));
    assertThat(json.at("/published/better/standard").asDouble()).isEqualTo(74.85);
    assertThat(progress).containsExactly(1);
    assertThat(Files.readString(out.resolve("nab.md")))
        .contains("| thalweg | 98.3 | 98.3 |")
        .containsSubsequence("| better (published) | 74.9 | |", "| weaker (published) | 10.0 | |");
    assertThat(Files.readAllLines(out.resolve("thalweg/made/thalweg_spike.csv")))
        .hasSize(21)
        .contains("timestamp,value,anomaly_score,alert,label", "2014-04-10 07:09:00,50.5,1.0,1,1")
        .contains("2014-04-10 07:12:00,0.0,0.0,0,0");
  }

  private static NabScores aboveTen(NabSeries series) {
    double[] scores = new double[series.rows()];
    boolean[] alerts = new boolean[series.rows()];
    for (int row = 0; row < scores.length; row++) {
      alerts[row] = series.values()[row] > 10;
      scores[row] = alerts[row] ? 1 : 0;
    }
    return new NabScores(scores, alerts);
  }
}
