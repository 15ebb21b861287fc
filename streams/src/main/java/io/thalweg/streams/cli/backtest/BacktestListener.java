package io.thalweg.streams.cli.backtest;

import io.thalweg.model.item.Reading;
import io.thalweg.model.learn.LearnEffect;
import io.thalweg.model.serve.Observation;
import io.thalweg.model.serve.OneStep;
import io.thalweg.streams.decode.Decoded;

/** Told of what a {@link BacktestRun} does, in the order of the records. */
public interface BacktestListener {

  /**
   * A record was served.
   *
   * @param reading the record
   * @param seen what serving says of it; its embedding is overwritten by the next record
   * @param step the record beside its forecast, if {@code seen} has a surprise; overwritten by the
   *     next record
   */
  default void served(Reading reading, Observation seen, OneStep step) {}

  /**
   * A record could not be read.
   *
   * @param row its offset
   */
  default void rejected(long row, Decoded.Rejected why) {}

  /** The learner reports or decides. */
  default void learned(LearnEffect effect) {}
}
