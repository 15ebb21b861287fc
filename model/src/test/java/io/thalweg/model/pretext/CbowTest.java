package io.thalweg.model.pretext;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.Segment;
import io.thalweg.model.spec.Spec;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CbowTest extends PredictionTaskContract {
  private static final float NAN = Float.NaN;

  @Override
  PredictionTask task() {
    return new Cbow(20, 3, 0);
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
    return segment.items()[segment.context() + position];
  }

  @Override
  Segment otherAnswer(Segment segment, int position, int index) {
    return plus(segment, segment.context() + position, 0, 1);
  }

  @Test
  void derive_windowOfOne_showsBothNeighboursWithinTheSegmentAlone() {
    Derived derived = derive(of(new float[] {8, 9, 4, 0, 19, 7}, 2));

    assertThat(derived.input()).containsExactly(0, 0, 0, 0, 0, 2, 6, 21, 2, 9, 21, 0);
    assertThat(derived.target()).containsExactly(4, 0, 19, 7);
  }

  @Test
  void derive_missingToken_isNotShown_norAskedFor() {
    Derived derived = derive(of(new float[] {4, NAN, 19, 7}, 0));

    assertThat(derived.input()).containsExactly(0, 0, 6, 21, 0, 9, 21, 0);
    assertThat(derived.target()).as("4 has nothing around it").containsExactly(NAN, NAN, 19, 7);
  }

  @Test
  void derive_widerWindow_showsAsFarOnBothSides_andNoFurther() {
    Segment segment = of(new float[] {10, 11, 12, 13, 14, 15, 16}, 0);
    boolean[] seen = new boolean[4];
    for (int seed = 0; seed < 50; seed++) {
      float[] input = new float[7 * 6];
      task().derive(new Segment[] {segment}, 1, new SplittableRandom(seed), input, new float[7]);
      int reach = 0;
      for (int away = 1; away <= 3; away++) {
        float before = input[3 * 6 + 3 - away];
        float after = input[3 * 6 + 2 + away];
        assertThat(before).isIn(0f, 13f - away + TokenIds.RESERVED);
        assertThat(after).isEqualTo(before == 0 ? 0 : 13 + away + TokenIds.RESERVED);
        reach += before == 0 ? 0 : 1;
      }
      seen[reach] = true;
    }
    assertThat(seen).containsExactly(false, true, true, true);
  }

  @Test
  void show_token_isTheOneIdThereIs() {
    float[] input = {7, 7, 7, 7, 7, 7};

    task().show(new float[] {4, 5}, 1, input);

    assertThat(input).containsExactly(5 + TokenIds.RESERVED, 0, 0, 0, 0, 0);
  }

  @Test
  void create_options_areTaken() {
    PretextTask task =
        PretextTasks.create(new Spec("cbow", Map.of("vocabulary", 30, "window", 2, "sample", 0)));

    assertThat(task).isEqualTo(new Cbow(30, 2, 0));
    assertThat(task.inputSize(1)).isEqualTo(4);
    assertThat(task.usualObjective().type()).isEqualTo("negative-sampling");
    assertThat(PretextTasks.create(Spec.of("cbow"))).isEqualTo(new Cbow(256, 5, 1e-3));
  }

  /** With a window of 1, so that nothing is left to chance. */
  private static Derived derive(Segment segment) {
    float[] input = new float[segment.items().length * 2];
    float[] target = new float[segment.length()];
    new Cbow(20, 1, 0).derive(new Segment[] {segment}, 1, new SplittableRandom(1), input, target);
    return new Derived(input, target);
  }
}
