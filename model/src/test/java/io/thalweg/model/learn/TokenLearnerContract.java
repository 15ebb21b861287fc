package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.Boundary;
import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.LearnInput;
import io.thalweg.model.item.Reading;
import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.testing.Pipelines;
import io.thalweg.model.testing.SineStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Learners of tokens: the first field of {@link SineStream} in 16 steps. */
abstract class TokenLearnerContract extends LearnerContract {
  static final int VOCABULARY = 16;
  static final FieldSet FIELDS = new FieldSet(List.of("token"));

  abstract Architecture architecture();

  @Override
  final LearnerSettings settings(long seed) {
    return Pipelines.learner(
        FIELDS, architecture(), Pipelines.OPTIMIZER, ReplayPolicy.FIFO, 0, seed);
  }

  @Override
  final List<LearnInput> inputs(SineStream stream, int readings, int publishEvery) {
    LearnerSettings settings = settings(1);
    int context = settings.segmentShape().context();
    Map<String, List<Float>> tokens = new HashMap<>();
    List<LearnInput> inputs = new ArrayList<>();
    for (Reading reading : stream.readings(readings)) {
      if (reading.offset() > 0 && reading.offset() % publishEvery == 0) {
        long index = reading.offset() / publishEvery;
        inputs.add(
            new Boundary(
                0, index, reading.offset(), reading.timestampMillis(), Boundary.Counts.NONE));
      }
      List<Float> all = tokens.computeIfAbsent(reading.entity(), e -> before(context));
      all.add(token(reading.values()[0]));
      if ((all.size() - context) % settings.length() == 0) {
        inputs.add(segment(reading, all, context, settings.length()));
      }
    }
    return inputs;
  }

  private static List<Float> before(int context) {
    Float[] nothing = new Float[context];
    Arrays.fill(nothing, Float.NaN);
    return new ArrayList<>(Arrays.asList(nothing));
  }

  private static float token(double value) {
    if (Double.isNaN(value)) {
      return Float.NaN;
    }
    return Math.max(0, Math.min(VOCABULARY - 1, Math.round(2 * (value - 6.5))));
  }

  private static Segment segment(Reading last, List<Float> all, int context, int length) {
    float[] items = new float[context + length];
    for (int i = 0; i < items.length; i++) {
      items[i] = all.get(all.size() - items.length + i);
    }
    ScalePrior scales = new ScalePrior(new double[1], new double[] {1}, new double[] {1});
    return new Segment(
        last.entity(),
        0,
        last.offset(),
        last.timestampMillis(),
        length,
        context,
        length,
        items,
        scales);
  }

  /** Far better than who knows how often each token comes, and nothing else. */
  @Override
  void assertLearned(LearnEffect.Report first, LearnEffect.Report last) {
    double[] counts = new double[VOCABULARY];
    List<Reading> readings = new SineStream(3, 3, 0).readings(6_000);
    readings.forEach(reading -> counts[(int) token(reading.values()[0])]++);
    double entropy = 0;
    for (double count : counts) {
      double p = Math.max(count, 1e-9) / readings.size();
      entropy -= p * Math.log(p);
    }
    assertThat(entropy).as("the stream has many tokens").isGreaterThan(2);
    assertThat(last.loss()).isLessThan(entropy - 0.5);
    assertThat(last.huber()).as("no forecast of values").isNaN();
  }
}
