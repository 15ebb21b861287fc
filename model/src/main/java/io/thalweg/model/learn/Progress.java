package io.thalweg.model.learn;

import io.thalweg.model.item.Segment;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.function.Consumer;
import java.util.function.Function;

/** Counts and prequential losses: per report window, and decaying over recent segments. */
final class Progress {
  private static final double RECENT_SEGMENTS = 128;

  private final int reportEvery;
  private long eventsSeen;
  private long reportedAt;
  private long eventsLearned;
  private long examples;
  private long streamMillis = Long.MIN_VALUE;
  private double gradientNorm;

  private long windowEvents;
  private double windowWeight;
  private double windowLoss;
  private double windowHuber;
  private double windowPersistence;

  private double recentWeight;
  private double recentLoss;
  private double recentHuber;
  private double recentPersistence;

  Progress(int reportEvery) {
    this.reportEvery = reportEvery;
  }

  /** Means over the events learned since the last report. */
  record Window(long events, double loss, double huber, double persistenceHuber) {}

  void sawSegment(Segment segment) {
    eventsSeen += segment.events();
    streamMillis = Math.max(streamMillis, segment.lastMillis());
  }

  /** Takes the scores of segment {@code b}, fresh, of the network's last batch. */
  void learned(Network network, int b, Segment[] batch, double loss) {
    if (network instanceof PredictionNetwork prediction && prediction.comparesWithPersistence()) {
      compare(prediction, b, batch, loss);
    } else {
      eventsLearned += batch[b].events();
      add(batch[b].events(), loss, Double.NaN, Double.NaN);
    }
  }

  /** Beside "as the last reading". */
  private void compare(PredictionNetwork network, int b, Segment[] batch, double loss) {
    int fields = network.targetSize();
    float[] targets = network.targets();
    float[] changes = network.taskTargets();
    float[] predictions = network.predictions();
    int width = network.predictionSize();
    double huber = 0;
    double persistence = 0;
    long count = 0;
    for (int t = 0; t < network.positions(); t++) {
      int at = (t * batch.length + b) * fields;
      int expected = (t * batch.length + b) * width;
      // Sums of a row in single precision: a conversion per value would cost more than the rest.
      float rowHuber = 0;
      float rowPersistence = 0;
      for (int f = 0; f < fields; f++) {
        float y = targets[at + f];
        if (!Float.isNaN(y)) {
          rowHuber += huber(y - predictions[expected + f]);
          rowPersistence += huber(changes[at + f]);
          count++;
        }
      }
      huber += rowHuber;
      persistence += rowPersistence;
    }
    eventsLearned += batch[b].events();
    if (count == 0) {
      return;
    }
    add(batch[b].events(), loss, huber / count, persistence / count);
  }

  private void add(int events, double loss, double huber, double persistence) {
    windowEvents += events;
    windowWeight += 1;
    windowLoss += loss;
    windowHuber += huber;
    windowPersistence += persistence;
    double keep = 1 - 1 / RECENT_SEGMENTS;
    recentWeight = keep * recentWeight + 1;
    recentLoss = keep * recentLoss + loss;
    recentHuber = keep * recentHuber + huber;
    recentPersistence = keep * recentPersistence + persistence;
  }

  /** Huber loss with threshold 1; without a branch, which would be mispredicted half the time. */
  static float huber(float residual) {
    float r = Math.abs(residual);
    float near = Math.min(r, 1f);
    return near * (r - 0.5f * near);
  }

  void stepped(double norm, int batch) {
    gradientNorm = norm;
    examples += batch;
  }

  /** Hands out a report when enough events have come and something was scored since the last. */
  void report(Function<Window, LearnEffect.Report> report, Consumer<LearnEffect> effects) {
    if (eventsSeen - reportedAt < reportEvery || windowWeight == 0) {
      return;
    }
    reportedAt = eventsSeen;
    Window window =
        new Window(
            windowEvents,
            windowLoss / windowWeight,
            windowHuber / windowWeight,
            windowPersistence / windowWeight);
    windowEvents = 0;
    windowWeight = 0;
    windowLoss = 0;
    windowHuber = 0;
    windowPersistence = 0;
    effects.accept(report.apply(window));
  }

  Snapshot.Progress snapshot(long steps) {
    double weight = Math.max(recentWeight, 1);
    return new Snapshot.Progress(
        eventsLearned,
        examples,
        steps,
        recentLoss / weight,
        recentHuber / weight,
        recentPersistence / weight,
        streamMillis);
  }

  long eventsLearned() {
    return eventsLearned;
  }

  long streamMillis() {
    return streamMillis;
  }

  double gradientNorm() {
    return gradientNorm;
  }

  void writeTo(StateWriter out) {
    out.writeLong(eventsSeen)
        .writeLong(reportedAt)
        .writeLong(eventsLearned)
        .writeLong(examples)
        .writeLong(streamMillis)
        .writeDouble(gradientNorm)
        .writeLong(windowEvents)
        .writeDouble(windowWeight)
        .writeDouble(windowLoss)
        .writeDouble(windowHuber)
        .writeDouble(windowPersistence)
        .writeDouble(recentWeight)
        .writeDouble(recentLoss)
        .writeDouble(recentHuber)
        .writeDouble(recentPersistence);
  }

  void readFrom(StateReader in) {
    eventsSeen = in.readLong();
    reportedAt = in.readLong();
    eventsLearned = in.readLong();
    examples = in.readLong();
    streamMillis = in.readLong();
    gradientNorm = in.readDouble();
    windowEvents = in.readLong();
    windowWeight = in.readDouble();
    windowLoss = in.readDouble();
    windowHuber = in.readDouble();
    windowPersistence = in.readDouble();
    recentWeight = in.readDouble();
    recentLoss = in.readDouble();
    recentHuber = in.readDouble();
    recentPersistence = in.readDouble();
  }
}
