package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import io.thalweg.model.state.StateReader;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ReplayTest {
  private static final ScalePrior SCALES =
      new ScalePrior(new double[1], new double[] {1}, new double[] {1});
  private static final int BYTES = segment(0).bytes();

  private static Segment segment(long offset) {
    return new Segment("e", 0, offset, 0, 4, 0, 4, new float[8], SCALES);
  }

  private static long[] offsets(Replay replay) {
    long[] offsets = new long[replay.size()];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = replay.get(i).segment().lastOffset();
    }
    return offsets;
  }

  /** Holds the newest that fit, oldest first, whatever was added before. */
  @Property(tries = 100)
  void add_overTheBudget_keepsTheNewest(
      @ForAll @IntRange(min = 0, max = 40) int fit,
      @ForAll @IntRange(min = 0, max = 150) int added) {
    Replay replay = new FifoReplay((long) fit * BYTES + BYTES / 2);
    for (int i = 0; i < added; i++) {
      replay.add(segment(i), i);
    }

    int kept = Math.min(fit, added);
    assertThat(replay.size()).isEqualTo(kept);
    for (int i = 0; i < kept; i++) {
      assertThat(offsets(replay)[i]).isEqualTo(added - kept + i);
      assertThat(replay.get(i).weight()).isEqualTo((float) (added - kept + i));
    }
  }

  @Test
  void add_largerThanTheBudget_isLeftOut() {
    Replay replay = new FifoReplay(BYTES);
    replay.add(segment(1), 1);

    replay.add(new Segment("e", 0, 2, 0, 4, 0, 4, new float[800], SCALES), 1);

    assertThat(offsets(replay)).containsExactly(1);
  }

  @Test
  void readFrom_continuesAsBefore() {
    Replay replay = new FifoReplay(20L * BYTES);
    for (int i = 0; i < 30; i++) {
      replay.add(segment(i), 0.5f);
    }
    Replay restored = new FifoReplay(20L * BYTES);
    restored.add(segment(99), 1);
    restored.readFrom(new StateReader(Learners.bytes(replay::writeTo)));

    replay.add(segment(30), 0.25f);
    restored.add(segment(30), 0.25f);

    assertThat(offsets(restored)).isEqualTo(offsets(replay));
    assertThat(Learners.bytes(restored::writeTo)).isEqualTo(Learners.bytes(replay::writeTo));
  }
}
