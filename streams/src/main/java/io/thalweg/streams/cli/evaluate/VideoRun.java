package io.thalweg.streams.cli.evaluate;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.evaluate.AlertTally;
import io.thalweg.model.evaluate.Backtest;
import io.thalweg.model.evaluate.FrameErrors;
import io.thalweg.model.evaluate.InjectedEvents;
import io.thalweg.model.item.Content;
import io.thalweg.model.item.Reading;
import io.thalweg.model.learn.LearnEffect;
import io.thalweg.model.picture.Picture;
import io.thalweg.model.serve.Observation;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.streams.cli.backtest.FileBacktest;
import java.util.List;
import java.util.Optional;

/**
 * One film, once through the pipeline's own fold and serving, tested before it is learned.
 *
 * @param injected what was put into it
 * @param whole errors of all frames that belong to no event
 * @param lastHalf the same of the last half of the film
 * @param alerts which there were
 * @param newest the version published last
 */
record VideoRun(
    InjectedEvents injected,
    FrameErrors whole,
    FrameErrors lastHalf,
    AlertTally alerts,
    Optional<Snapshot> newest) {

  static final String CAMERA = "camera";

  /** What films of the public benchmarks have, nearly: seven frames a second. */
  private static final long FRAME_MILLIS = 143;

  static VideoRun of(
      List<Picture> film,
      InjectedEvents injected,
      PipelinePlan plan,
      FileBacktest.Progress progress) {
    Published published = new Published();
    Backtest backtest = new Backtest(plan, published::take);
    FrameErrors whole = new FrameErrors();
    FrameErrors lastHalf = new FrameErrors();
    AlertTally alerts = new AlertTally(injected);
    for (int frame = 0; frame < film.size(); frame++) {
      Observation seen = backtest.accept(reading(frame, injected.frame(frame, film::get)));
      alerts.add(frame, seen.probability().isPresent(), seen.alert().isPresent());
      if (seen.surprise().isPresent() && alerts.isQuiet(frame)) {
        add(whole, backtest);
        if (frame >= film.size() / 2) {
          add(lastHalf, backtest);
        }
      }
      progress.at((frame + 1.0) / film.size(), frame + 1L);
    }
    return new VideoRun(injected, whole, lastHalf, alerts, published.newest);
  }

  static Reading reading(int frame, Picture picture) {
    return new Reading(CAMERA, frame * FRAME_MILLIS, new Content.Image(picture), 0, frame);
  }

  private static void add(FrameErrors errors, Backtest backtest) {
    errors.add(backtest.oneStep().last(), backtest.oneStep().mean(), backtest.oneStep().observed());
  }

  private static final class Published {
    private Optional<Snapshot> newest = Optional.empty();

    void take(LearnEffect effect) {
      if (effect instanceof LearnEffect.Decision decision && decision.snapshot().isPresent()) {
        newest = decision.snapshot();
      }
    }
  }
}
