package io.thalweg.model.evaluate;

import io.thalweg.model.item.Segment;
import io.thalweg.model.learn.Learner;
import io.thalweg.model.learn.LearnerListener;
import io.thalweg.model.learn.LearnerSettings;
import io.thalweg.model.snapshot.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An encoder learned from unlabelled segments, through the learner's fold.
 *
 * @param architecture what was learned
 * @param untrained weights before
 * @param parameters weights after
 * @param passes over the segments
 * @param steps of the optimizer
 * @param firstLoss of the first batch
 * @param lastLoss mean over the last pass
 */
record Pretraining(
    Architecture architecture,
    float[] untrained,
    float[] parameters,
    int passes,
    long steps,
    double firstLoss,
    double lastLoss) {

  /** In which order a pass hands segments over. */
  enum Order {
    /** As they are given: a stream. */
    GIVEN,
    /** Drawn anew for every pass. */
    SHUFFLED
  }

  /** Learns by {@link SeriesPreset}; the series' labels are not looked at. */
  static Pretraining of(List<LabelledSeries> train, SeriesItems items, long seed) {
    int longest = train.stream().mapToInt(LabelledSeries::length).max().orElseThrow();
    LearnerSettings settings = SeriesPreset.settings(items.fields(), longest, train.size(), seed);
    List<Segment> segments = new ArrayList<>();
    for (LabelledSeries series : train) {
      segments.add(items.segment(series, settings.segmentShape(), segments.size()));
    }
    return learn(settings, segments, SeriesPreset.passes(train.size()), Order.SHUFFLED);
  }

  /** Hands every segment to a new learner once per pass. */
  static Pretraining learn(
      LearnerSettings settings, List<Segment> segments, int passes, Order order) {
    Learner learner = new Learner(settings);
    float[] untrained = learner.parameters();
    Losses losses = new Losses();
    learner.listen(losses);
    SplittableRandom random = new SplittableRandom(settings.seed());
    List<Segment> ordered = new ArrayList<>(segments);
    for (int pass = 0; pass < passes; pass++) {
      if (order == Order.SHUFFLED) {
        Shuffle.shuffle(ordered, random);
      }
      losses.startPass();
      ordered.forEach(segment -> learner.fold(segment, effect -> {}));
    }
    return new Pretraining(
        settings.architecture(),
        untrained,
        learner.parameters(),
        passes,
        learner.steps(),
        losses.first,
        losses.mean());
  }

  private static final class Losses implements LearnerListener {
    private double first = Double.NaN;
    private double sum;
    private int count;

    void startPass() {
      sum = 0;
      count = 0;
    }

    double mean() {
      return sum / count;
    }

    @Override
    public void stepped(long step, double loss, double gradientNorm, double rate) {
      first = step == 1 ? loss : first;
      sum += loss;
      count++;
    }
  }
}
