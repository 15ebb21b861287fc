package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.thalweg.model.item.EntityTrack;
import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.item.PartitionSegmenter;
import io.thalweg.model.item.Reading;
import io.thalweg.model.item.Segment;
import io.thalweg.model.item.SensorItems;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a step leaves to the garbage collector, at the default settings and 38 fields. */
final class LearnerAllocationTest {
  private static final int FIELDS = 38;
  private static final int MOST_BYTES_PER_STEP = 500;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Consumer<LearnEffect> ignore = effect -> {};

  @Test
  void fold_inSteadyState_allocatesAFewHundredBytesPerStep() {
    FieldSet fields = new FieldSet(IntStream.range(0, FIELDS).mapToObj(f -> "f" + f).toList());
    LearnerSettings settings = LearnerSettings.of("allocation", fields);
    Learner learner = new Learner(settings);
    List<Segment> segments = segments(settings, 1_200);
    // The replay buffer is full, its array has grown, the weights have been solved for.
    int warm = 900;
    segments.subList(0, warm).forEach(segment -> learner.fold(segment, ignore));

    long steps = learner.steps();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = warm; i < segments.size(); i++) {
      learner.fold(segments.get(i), ignore);
    }
    long bytes = threads.getThreadAllocatedBytes(thread) - before;
    steps = learner.steps() - steps;

    System.out.printf("learner: %d bytes allocated per step over %d steps%n", bytes / steps, steps);
    assertThat(steps).as("steps measured").isGreaterThan(50);
    assertThat(bytes / steps).as("bytes per step").isLessThan(MOST_BYTES_PER_STEP);
  }

  private static List<Segment> segments(LearnerSettings settings, int count) {
    ItemSettings items = SensorItems.of(settings.fields());
    EntityTrack track = new EntityTrack(items, settings.segmentShape());
    PartitionSegmenter segmenter = new PartitionSegmenter(0, 1L << 40, 1e9);
    SplittableRandom random = new SplittableRandom(1);
    List<Segment> segments = new ArrayList<>();
    for (int offset = 0; segments.size() < count; offset++) {
      double[] values = new double[FIELDS];
      for (int f = 0; f < FIELDS; f++) {
        values[f] = Math.sin(0.1 * offset + f) + 0.1 * random.nextGaussian();
      }
      Reading reading = new Reading("e", 1_000L * offset, values, 0, offset);
      segmenter.accept(track, reading, input -> segments.add((Segment) input));
    }
    return segments;
  }
}
