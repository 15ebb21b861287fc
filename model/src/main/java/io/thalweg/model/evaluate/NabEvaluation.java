package io.thalweg.model.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.thalweg.model.evaluate.NabReport.DetectorResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Runs a detector over the benchmark, scores it beside baselines, and writes the results.
 *
 * <p>In the output folder: {@code nab.md} and {@code nab.json} (see {@link NabReport}), and per
 * series {@code <detector>/<category>/<detector>_<file>.csv} in NAB's results format ({@code
 * timestamp, value, anomaly_score, alert, label}), which NAB's own scripts can score again.
 */
public final class NabEvaluation {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of the random baseline. Its score depends much on it: 4 to 18 over twenty seeds. */
  private static final long SEED = 42;

  /**
   * Of the exponentially weighted z-score, in readings: the best of nine settings from 20 (29.1)
   * over 300 (42.3) to all readings alike (40.6), so chosen with the labels and in the baseline's
   * favour.
   */
  private static final double MEMORY = 300;

  private final NabCorpus corpus;
  private final NabScorer scorer;

  /** Prepares the scorer of a corpus. */
  public NabEvaluation(NabCorpus corpus) {
    this.corpus = corpus;
    scorer = new NabScorer(corpus.files());
  }

  /** A detector's name and what it said of each series. */
  public record Run(String detector, Map<String, NabScores> scores) {}

  /**
   * Runs a detector over all series.
   *
   * @param name what the detector is called in reports and file names
   * @param progress gets the number of series done, after each
   */
  public Run run(String name, NabDetector detector, IntConsumer progress) throws IOException {
    Map<String, NabScores> scores = new HashMap<>();
    for (NabFile file : corpus.files()) {
      scores.put(file.name(), detector.run(file.series()));
      progress.accept(scores.size());
    }
    return new Run(name, scores);
  }

  /** Scores a run with every profile, at the label-optimised threshold and at its own alerts. */
  public DetectorResult score(Run run) {
    Map<String, double[]> scores = new HashMap<>();
    Map<String, double[]> alerts = new HashMap<>();
    run.scores()
        .forEach(
            (name, said) -> {
              scores.put(name, said.scores());
              alerts.put(name, said.alertScores());
            });
    List<NabResult> optimised = new ArrayList<>();
    List<NabResult> own = new ArrayList<>();
    for (NabProfile profile : corpus.profiles()) {
      optimised.add(scorer.score(scores, profile));
      own.add(scorer.scoreAt(alerts, profile, NabScores.ALERT));
    }
    return new DetectorResult(run.detector(), optimised, own);
  }

  /** Scores a run, and beside it the baselines and the two ends of the scale. */
  public NabReport report(Run run) throws IOException {
    List<DetectorResult> results = new ArrayList<>();
    results.add(score(run));
    results.add(score(baseline("ewma z-score", NabBaselines.runningDeviation(MEMORY))));
    results.add(score(baseline("windowed Gaussian", NabBaselines.windowedGaussian())));
    results.add(score(baseline("random", NabBaselines.random(SEED))));
    results.add(score(baseline("null", NabBaselines.nothing())));
    results.add(score(perfect()));
    return new NabReport(corpus.profiles(), results, corpus.published());
  }

  private Run baseline(String name, NabDetector detector) throws IOException {
    return run(name, detector, done -> {});
  }

  private Run perfect() {
    Map<String, NabScores> scores = new HashMap<>();
    for (NabFile file : corpus.files()) {
      scores.put(file.name(), NabBaselines.perfect(file));
    }
    return new Run("perfect", scores);
  }

  /** Writes the report and the run's scores; overwrites what is there. */
  public void write(Path folder, Run run, NabReport report) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("nab.md"), report.markdown());
    JSON.writerWithDefaultPrettyPrinter()
        .writeValue(folder.resolve("nab.json").toFile(), report.json());
    for (NabFile file : corpus.files()) {
      NabScores said = run.scores().get(file.name());
      if (said != null) {
        writeScores(resultPath(folder, run.detector(), file.name()), file, said);
      }
    }
  }

  private static Path resultPath(Path folder, String detector, String name) {
    Path path = folder.resolve(detector).resolve(name);
    return path.resolveSibling(detector + "_" + path.getFileName());
  }

  private static void writeScores(Path path, NabFile file, NabScores said) throws IOException {
    Files.createDirectories(path.getParent());
    NabGains labels = new NabGains(file);
    NabSeries series = file.series();
    try (CsvWriter csv = CsvWriter.builder().build(path)) {
      csv.writeRecord("timestamp", "value", "anomaly_score", "alert", "label");
      for (int row = 0; row < series.rows(); row++) {
        csv.writeRecord(
            series.timestamps().get(row),
            Double.toString(series.values()[row]),
            Double.toString(said.scores()[row]),
            said.alerts()[row] ? "1" : "0",
            labels.window(row) >= 0 ? "1" : "0");
      }
    }
  }
}
