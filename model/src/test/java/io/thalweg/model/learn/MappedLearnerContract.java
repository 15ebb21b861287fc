package io.thalweg.model.learn;

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
import java.util.stream.IntStream;

/** Learners of what {@link SineStream} is made into: tokens, frames, pictures. */
abstract class MappedLearnerContract extends LearnerContract {
  abstract Architecture architecture();

  /** The items of one reading, one or more. */
  abstract float[] items(double[] values);

  @Override
  final LearnerSettings settings(long seed) {
    Architecture architecture = architecture();
    FieldSet fields =
        new FieldSet(IntStream.range(0, architecture.itemSize()).mapToObj(i -> "v" + i).toList());
    return Pipelines.learner(fields, architecture, Pipelines.OPTIMIZER, ReplayPolicy.FIFO, 0, seed);
  }

  @Override
  final List<LearnInput> inputs(SineStream stream, int readings, int publishEvery) {
    LearnerSettings settings = settings(1);
    Map<String, List<Float>> entities = new HashMap<>();
    List<LearnInput> inputs = new ArrayList<>();
    for (Reading reading : stream.readings(readings)) {
      if (reading.offset() > 0 && reading.offset() % publishEvery == 0) {
        long index = reading.offset() / publishEvery;
        inputs.add(
            new Boundary(
                0, index, reading.offset(), reading.timestampMillis(), Boundary.Counts.NONE));
      }
      int before = settings.segmentShape().context() * settings.architecture().itemSize();
      List<Float> all = entities.computeIfAbsent(reading.entity(), e -> nothing(before));
      float[] items = items(reading.values());
      for (float value : items) {
        all.add(value);
      }
      int learned = settings.length() * settings.architecture().itemSize();
      if ((all.size() - before) % learned == 0) {
        inputs.add(segment(reading, all, settings, learned / items.length));
      }
    }
    return inputs;
  }

  private static List<Float> nothing(int floats) {
    Float[] nothing = new Float[floats];
    Arrays.fill(nothing, Float.NaN);
    return new ArrayList<>(Arrays.asList(nothing));
  }

  private static Segment segment(
      Reading last, List<Float> all, LearnerSettings settings, int events) {
    int itemSize = settings.architecture().itemSize();
    float[] items = new float[settings.segmentShape().items() * itemSize];
    for (int i = 0; i < items.length; i++) {
      items[i] = all.get(all.size() - items.length + i);
    }
    double[] ones = new double[itemSize];
    Arrays.fill(ones, 1);
    return new Segment(
        last.entity(),
        0,
        last.offset(),
        last.timestampMillis(),
        events,
        settings.segmentShape().context(),
        settings.length(),
        items,
        new ScalePrior(new double[itemSize], ones, ones));
  }
}
