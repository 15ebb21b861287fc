package io.thalweg.streams.cli.evaluate;

import io.thalweg.model.evaluate.AveragePrecision;
import io.thalweg.model.evaluate.OneStepError;
import io.thalweg.model.evaluate.RidgeVar;
import io.thalweg.model.evaluate.RunningDeviation;
import io.thalweg.model.item.Reading;
import io.thalweg.model.serve.Observation;
import io.thalweg.model.serve.OneStep;
import io.thalweg.streams.cli.backtest.BacktestListener;
import io.thalweg.streams.cli.backtest.BacktestSummary;
import io.thalweg.streams.cli.backtest.FileBacktest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Backtests one machine of the Server Machine Dataset, train part and then test part as one stream,
 * with the configuration that is inferred from the file, and compares.
 */
final class SmdEvaluation {
  private static final int ORDER = 4;
  private static final double RIDGE = 1e-3;

  /** Readings the running z-score remembers: as many as Thalweg's normaliser. */
  private static final double MEMORY = 2_000;

  private SmdEvaluation() {}

  static SmdResult run(SmdMachine machine, Path folder, FileBacktest.Progress progress)
      throws IOException {
    double[][] train = SmdMachine.values(machine.train());
    double[][] test = SmdMachine.values(machine.test());
    Files.createDirectories(folder);
    Path stream = folder.resolve("input.csv");
    machine.writeCsv(stream);

    RidgeVar reference = RidgeVar.fit(train, ORDER, RIDGE);
    TestPart part = new TestPart(train.length, test.length, reference.deviations());
    BacktestSummary summary = FileBacktest.inferred(stream).run(folder, List.of(part), progress);
    return new SmdResult(
        machine.name(),
        train.length,
        test.length,
        share(machine.anomalous()),
        part.error.ratio(),
        ratio(reference, test),
        AveragePrecision.of(part.scores, machine.anomalous()),
        AveragePrecision.of(runningZ(train, test), machine.anomalous()),
        summary);
  }

  /** Scores and one-step errors of the rows of the test part; the errors from the fifth on. */
  private static final class TestPart implements BacktestListener {
    private final int first;
    private final double[] scores;
    private final OneStepError error;

    TestPart(int first, int rows, double[] deviations) {
      this.first = first;
      scores = new double[rows];
      error = new OneStepError(deviations);
    }

    @Override
    public void served(Reading reading, Observation seen, OneStep step) {
      int row = Math.toIntExact(reading.offset()) - first;
      if (row < 0) {
        return;
      }
      scores[row] = seen.probability().map(p -> -Math.log10(p.p())).orElse(0.0);
      if (row >= ORDER && seen.surprise().isPresent()) {
        error.add(step.last(), step.mean(), step.observed());
      }
    }
  }

  private static double ratio(RidgeVar reference, double[][] test) {
    OneStepError error = new OneStepError(reference.deviations());
    for (int row = ORDER; row < test.length; row++) {
      double[] predicted = reference.predict(Arrays.copyOfRange(test, row - ORDER, row));
      error.add(test[row - 1], predicted, test[row]);
    }
    return error.ratio();
  }

  /** Largest running z-score of the fields, for each row of the test part. */
  private static double[] runningZ(double[][] train, double[][] test) {
    RunningDeviation[] fields = new RunningDeviation[train[0].length];
    Arrays.setAll(fields, f -> new RunningDeviation(MEMORY));
    for (double[] row : train) {
      largest(fields, row);
    }
    return Arrays.stream(test).mapToDouble(row -> largest(fields, row)).toArray();
  }

  private static double largest(RunningDeviation[] fields, double[] row) {
    double largest = 0;
    for (int f = 0; f < fields.length; f++) {
      largest = Math.max(largest, fields[f].surprise(row[f]));
    }
    return largest;
  }

  private static double share(boolean[] anomalous) {
    int count = 0;
    for (boolean one : anomalous) {
      count += one ? 1 : 0;
    }
    return count / (double) anomalous.length;
  }
}
