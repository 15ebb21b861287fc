package io.thalweg.streams.cli.backtest;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.evaluate.Backtest;
import io.thalweg.model.item.Boundary;
import io.thalweg.model.item.Reading;
import io.thalweg.model.learn.LearnEffect;
import io.thalweg.model.serve.Observation;
import io.thalweg.streams.decode.Decoded;
import java.util.List;

/**
 * Records through learning and serving, one after the other, and whoever listens. Knows no files.
 *
 * <p>Deterministic: the same plan and records give the same calls, bit for bit, on one machine with
 * one BLAS thread. Not thread-safe.
 */
public final class BacktestRun {
  private final Backtest backtest;
  private final List<BacktestListener> listeners;

  /**
   * @param plan the pipeline
   * @param listeners told in this order
   */
  public BacktestRun(PipelinePlan plan, List<? extends BacktestListener> listeners) {
    this.listeners = List.copyOf(listeners);
    backtest = new Backtest(plan, this::learned);
  }

  private void learned(LearnEffect effect) {
    for (BacktestListener listener : listeners) {
      listener.learned(effect);
    }
  }

  /** Takes the next record; rows must increase. */
  public void accept(long row, Decoded decoded) {
    if (decoded instanceof Decoded.Event event) {
      accept(event.reading());
    } else if (decoded instanceof Decoded.Rejected rejected) {
      reject(row, rejected);
    }
  }

  /** Takes the next record; offsets must increase. */
  public void accept(Reading reading) {
    Observation seen = backtest.accept(reading);
    for (BacktestListener listener : listeners) {
      listener.served(reading, seen, backtest.oneStep());
    }
  }

  private void reject(long row, Decoded.Rejected why) {
    backtest.reject(row);
    for (BacktestListener listener : listeners) {
      listener.rejected(row, why);
    }
  }

  /** What became of the records so far. */
  public Boundary.Counts counts() {
    return backtest.counts();
  }

  /** Optimizer steps so far. */
  public long steps() {
    return backtest.learner().steps();
  }
}
