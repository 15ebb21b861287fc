package io.thalweg.streams.cli.backtest;

import io.thalweg.model.item.EntityItems.Arrival;
import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.item.Reading;
import io.thalweg.model.item.TextItems;
import io.thalweg.model.learn.LearnEffect;
import io.thalweg.model.learn.LearnEffect.Outcome;
import io.thalweg.model.serve.Observation;
import io.thalweg.model.serve.OneStep;
import io.thalweg.streams.decode.Decoded;
import io.thalweg.streams.decode.RejectReason;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a {@link BacktestSummary} tells. Not thread-safe. */
final class BacktestTally implements BacktestListener {
  private final int fields;
  private final long halfway;
  private final boolean texts;
  private final OneStepTally oneStep;
  private final Map<RejectReason, Long> rejected = new TreeMap<>();
  private long rows;
  private long late;
  private long scored;
  private long alerts;
  private long published;
  private long refused;

  /** Of texts of the second half. */
  private long read;

  private double nats;
  private long events;
  private double loss;
  private double huber;
  private double persistenceHuber;

  /**
   * @param items what a reading is
   * @param halfway first row of the second half, in which one-step errors count
   */
  BacktestTally(ItemSettings items, long halfway) {
    fields = items.fields().size();
    this.halfway = halfway;
    texts = items instanceof TextItems;
    oneStep = new OneStepTally(items.valuesPerEvent(), items.hasOneUnit());
  }

  @Override
  public void served(Reading reading, Observation seen, OneStep step) {
    rows++;
    late += seen.arrival() == Arrival.LATE ? 1 : 0;
    scored += seen.probability().isPresent() ? 1 : 0;
    alerts += seen.alert().isPresent() ? 1 : 0;
    if (seen.surprise().isEmpty()) {
      return;
    }
    if (texts) {
      boolean counts = reading.offset() >= halfway;
      read += counts ? 1 : 0;
      nats += counts ? seen.surprise().getAsDouble() : 0;
    } else if (reading.offset() < halfway) {
      oneStep.learn(step);
    } else {
      oneStep.score(step);
    }
  }

  @Override
  public void rejected(long row, Decoded.Rejected why) {
    rows++;
    rejected.merge(why.reason(), 1L, Long::sum);
  }

  @Override
  public void learned(LearnEffect effect) {
    if (effect instanceof LearnEffect.Report report) {
      events += report.events();
      loss += report.events() * report.loss();
      huber += report.events() * report.huber();
      persistenceHuber += report.events() * report.persistenceHuber();
    } else if (effect instanceof LearnEffect.Decision decision) {
      published += decision.outcome() == Outcome.PUBLISHED ? 1 : 0;
      boolean passed =
          decision.outcome() == Outcome.PUBLISHED || decision.outcome() == Outcome.UNCHANGED;
      refused += passed ? 0 : 1;
    }
  }

  /** What was counted, of a run that took so long. */
  BacktestSummary summary(BacktestRun run, double seconds) {
    return new BacktestSummary(
        rows,
        new TreeMap<>(rejected),
        late,
        run.counts().outOfOrder(),
        run.counts().sampledOut(),
        run.counts().repaired(),
        fields,
        run.steps(),
        published,
        refused,
        scored,
        alerts,
        loss / events,
        huber / events,
        persistenceHuber / events,
        oneStep.ratio(),
        nats / read / Math.log(2),
        seconds);
  }
}
