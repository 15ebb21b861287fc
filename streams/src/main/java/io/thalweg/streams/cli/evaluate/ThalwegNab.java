package io.thalweg.streams.cli.evaluate;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.evaluate.NabDetector;
import io.thalweg.model.evaluate.NabScores;
import io.thalweg.model.evaluate.NabSeries;
import io.thalweg.model.item.Reading;
import io.thalweg.model.serve.Observation;
import io.thalweg.model.serve.OneStep;
import io.thalweg.streams.cli.backtest.BacktestListener;
import io.thalweg.streams.cli.backtest.BacktestRun;
import java.util.List;

/**
 * Thalweg as a detector of the Numenta benchmark: each series is a pipeline of its own, of one
 * entity and one field.
 *
 * <p>Score: {@code -log10(p) / 300} where no reading of the last {@value #COOL_DOWN} had a lower
 * p-value, otherwise 0; 0 also without a p-value. So the readings at or above a threshold are those
 * at which the pipeline would open an incident at that rate, with the cool-down it has by default:
 * an incident is one alert at any threshold. The order of the p-values is kept down to the smallest
 * there is. Own alerts: the pipeline's, at its own rate.
 */
final class ThalwegNab implements NabDetector {
  static final int COOL_DOWN = 100;

  private static final double DIGITS = 300;

  private final PipelinePlan plan;

  ThalwegNab(PipelinePlan plan) {
    this.plan = plan;
  }

  @Override
  public NabScores run(NabSeries series) {
    Scores scores = new Scores(series.rows());
    BacktestRun run = new BacktestRun(plan, List.of(scores));
    for (int row = 0; row < series.rows(); row++) {
      double[] values = {series.values()[row]};
      run.accept(new Reading(series.name(), series.millis(row), values, 0, row));
    }
    return new NabScores(openings(scores.scores), scores.alerts);
  }

  static double score(double p) {
    return Math.min(1, -Math.log10(p) / DIGITS);
  }

  /** Scores that exceed all of the {@value #COOL_DOWN} before them, in place of the others 0. */
  static double[] openings(double[] scores) {
    double[] openings = new double[scores.length];
    for (int row = 0; row < scores.length; row++) {
      double highest = 0;
      for (int before = Math.max(0, row - COOL_DOWN); before < row; before++) {
        highest = Math.max(highest, scores[before]);
      }
      openings[row] = scores[row] > highest ? scores[row] : 0;
    }
    return openings;
  }

  private static final class Scores implements BacktestListener {
    private final double[] scores;
    private final boolean[] alerts;

    Scores(int rows) {
      scores = new double[rows];
      alerts = new boolean[rows];
    }

    @Override
    public void served(Reading reading, Observation seen, OneStep step) {
      int row = Math.toIntExact(reading.offset());
      scores[row] = seen.probability().map(p -> score(p.p())).orElse(0.0);
      alerts[row] = seen.alert().isPresent();
    }
  }
}
