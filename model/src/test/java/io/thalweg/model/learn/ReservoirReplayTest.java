package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import io.thalweg.model.state.StateReader;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ReservoirReplayTest {
  private static final ScalePrior SCALES =
      new ScalePrior(new double[1], new double[] {1}, new double[] {1});
  private static final int BYTES = segment(0, 4).bytes();

  private static Segment segment(long offset, int items) {
    return new Segment("e", 0, offset, 0, items, 0, items, new float[2 * items], SCALES);
  }

  private static long[] offsets(Replay replay) {
    return IntStream.range(0, replay.size())
        .mapToLong(i -> replay.get(i).segment().lastOffset())
        .toArray();
  }

  private static ReservoirReplay filled(int room, int added, long seed) {
    ReservoirReplay replay = new ReservoirReplay((long) room * BYTES + BYTES / 2, seed);
    for (int i = 0; i < added; i++) {
      replay.add(segment(i, 4), i);
    }
    return replay;
  }

  @Property(tries = 100)
  void add_anyNumber_keepsAsManyAsFit_eachOnce_withItsWeight(
      @ForAll @IntRange(min = 1, max = 40) int room,
      @ForAll @IntRange(min = 0, max = 300) int added,
      @ForAll long seed) {
    Replay replay = filled(room, added, seed);

    assertThat(replay.size()).isEqualTo(Math.min(room, added));
    assertThat(offsets(replay)).doesNotHaveDuplicates();
    for (int i = 0; i < replay.size(); i++) {
      assertThat(replay.get(i).weight()).isEqualTo((float) offsets(replay)[i]);
    }
  }

  @Test
  void add_overTheBudget_keepsEverySegmentWithTheSameProbability() {
    int room = 10;
    int added = 50;
    int runs = 4_000;
    int[] kept = new int[added];
    for (int seed = 0; seed < runs; seed++) {
      for (long offset : offsets(filled(room, added, seed))) {
        kept[(int) offset]++;
      }
    }

    double probability = (double) room / added;
    // Four standard deviations of a binomial share.
    double allowed = 4 * Math.sqrt(probability * (1 - probability) / runs);
    for (int i = 0; i < added; i++) {
      assertThat(kept[i] / (double) runs)
          .as("segment %d", i)
          .isCloseTo(probability, within(allowed));
    }
  }

  @Test
  void add_segmentsOfManySizes_staysWithinTheBudget() {
    long budget = 20L * BYTES;
    ReservoirReplay replay = new ReservoirReplay(budget, 1);
    for (int i = 0; i < 500; i++) {
      replay.add(segment(i, 1 + i * 7 % 23), 1);
      long bytes =
          IntStream.range(0, replay.size()).mapToLong(j -> replay.get(j).segment().bytes()).sum();
      assertThat(bytes).isLessThanOrEqualTo(budget);
    }
    assertThat(replay.size()).isGreaterThan(5);
    int held = replay.size();

    replay.add(segment(500, 10_000), 1);
    assertThat(replay.size()).as("larger than the budget").isEqualTo(held);
  }

  @Test
  void readFrom_continuesAsBefore() {
    ReservoirReplay replay = filled(20, 100, 3);
    ReservoirReplay restored = filled(20, 7, 3);
    restored.readFrom(new StateReader(Learners.bytes(replay::writeTo)));

    for (int i = 100; i < 200; i++) {
      replay.add(segment(i, 4), 1);
      restored.add(segment(i, 4), 1);
    }

    assertThat(offsets(restored)).isEqualTo(offsets(replay));
    assertThat(Learners.bytes(restored::writeTo)).isEqualTo(Learners.bytes(replay::writeTo));
  }
}
