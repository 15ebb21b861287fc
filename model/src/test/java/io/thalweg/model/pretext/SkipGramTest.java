package io.thalweg.model.pretext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.item.Segment;
import io.thalweg.model.spec.Spec;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SkipGramTest extends PredictionTaskContract {
  private static final float NAN = Float.NaN;

  /** Places around, by slot, of a window of 3. */
  private static final int[] AWAY = {-3, -2, -1, 1, 2, 3};

  @Override
  PredictionTask task() {
    return new SkipGram(20, 3, 0);
  }

  @Override
  int fields() {
    return 1;
  }

  /** One is left for {@link #otherAnswer}. */
  @Override
  float value(SplittableRandom random) {
    return random.nextInt(19);
  }

  @Override
  float answer(Segment segment, int position, int index) {
    int asked = position + AWAY[index];
    return asked < 0 || asked >= LENGTH ? NAN : segment.items()[segment.context() + asked];
  }

  @Override
  Segment otherAnswer(Segment segment, int position, int index) {
    return plus(segment, segment.context() + position + AWAY[index], 0, 1);
  }

  @Test
  void derive_windowOfOne_asksForBothNeighboursWithinTheSegmentAlone() {
    Segment segment = of(new float[] {8, 9, 4, 0, 19, 7}, 2);

    Derived derived = derive(new SkipGram(20, 1, 0), segment);

    assertThat(derived.input()).containsExactly(10, 11, 6, 2, 21, 9);
    assertThat(derived.target()).containsExactly(NAN, 0, 4, 19, 0, 7, 19, NAN);
  }

  @Test
  void derive_missingToken_isNotAskedFor_norIsAnythingOfIt() {
    Segment segment = of(new float[] {NAN, NAN, 4, NAN, 19, 7}, 2);

    Derived derived = derive(new SkipGram(20, 1, 0), segment);

    assertThat(derived.input()).containsExactly(0, 0, 6, 0, 21, 9);
    assertThat(derived.target()).containsExactly(NAN, NAN, NAN, NAN, NAN, 7, 19, NAN);
  }

  @Test
  void derive_manySegments_everyWindowIsAsLikely() {
    int[] reached = new int[4];
    for (int seed = 0; seed < 1_000; seed++) {
      float[] items = {0, 1, 2, 3, 4, 5, 6};
      float[] target = new float[7 * 6];
      task()
          .derive(
              new Segment[] {of(items, 0)}, 1, new SplittableRandom(seed), new float[7], target);
      int reach = 0;
      for (int slot = 3; slot < 6; slot++) {
        float after = target[3 * 6 + slot]; // around token 3, in the middle
        float before = target[3 * 6 + 5 - slot];
        assertThat(Float.isNaN(after)).as("both sides as far").isEqualTo(Float.isNaN(before));
        reach += Float.isNaN(after) ? 0 : 1;
      }
      reached[reach]++;
    }
    assertThat(reached[0]).isZero();
    for (int reach = 1; reach <= 3; reach++) {
      // 333 of 1,000, give or take four standard deviations of sqrt(1000 * 1/3 * 2/3) = 15.
      assertThat(reached[reach]).as("windows of %d", reach).isBetween(273, 393);
    }
  }

  @Test
  void segmentContext_anyEncoder_isNoMoreThanItsOwn() {
    assertThat(task().segmentContext(0)).isZero();
    assertThat(task().contextFree()).isTrue();
  }

  @Test
  void create_options_areTaken_andOutOfRangeAreRefused() {
    PretextTask task =
        PretextTasks.create(
            new Spec("skip-gram", Map.of("vocabulary", 30, "window", 2, "sample", 0.01)));

    assertThat(task).isEqualTo(new SkipGram(30, 2, 0.01));
    assertThat(task.sample()).isEqualTo(0.01);
    assertThat(task.usualObjective())
        .isEqualTo(new Spec("negative-sampling", Map.of("vocabulary", 30)));
    assertThat(PretextTasks.create(Spec.of("skip-gram"))).isEqualTo(new SkipGram(256, 5, 1e-3));
    assertThat(PretextTasks.create(Spec.of("next-token")).sample()).isZero();
    assertThatThrownBy(() -> new SkipGram(1, 5, 0))
        .hasMessage("vocabulary must be at least 2, not 1");
    assertThatThrownBy(() -> new SkipGram(9, 65, 0)).hasMessage("window must be 1 to 64, not 65");
    assertThatThrownBy(() -> new SkipGram(9, 5, NAN)).hasMessage("sample must be 0 to 1, not NaN");
  }

  private static Derived derive(SkipGram task, Segment segment) {
    float[] input = new float[segment.items().length];
    float[] target = new float[segment.length() * 2 * task.window()];
    task.derive(new Segment[] {segment}, 1, new SplittableRandom(1), input, target);
    return new Derived(input, target);
  }
}
