package io.thalweg.model.pretext;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.Segment;
import io.thalweg.model.spec.Spec;
import org.junit.jupiter.api.Test;

final class NextFrameTest extends PredictionTaskContract {
  @Override
  PredictionTask task() {
    return new NextFrame();
  }

  @Override
  boolean random() {
    return false;
  }

  @Override
  float answer(Segment segment, int position, int index) {
    int at = (segment.context() + position) * 3 + index;
    return segment.items()[at] - segment.items()[at - 3];
  }

  @Override
  Segment otherAnswer(Segment segment, int position, int index) {
    return plus(segment, segment.context() + position, index, 1);
  }

  @Test
  void derive_frames_targetsAreTheirDifferences() {
    Derived derived = derive(1, of(new float[] {0, 0, 0, 1, 2, 3, 4, 4, 4, 8, Float.NaN, 2}, 3));

    assertThat(derived.input()).containsExactly(0, 0, 0, 1, 2, 3, 4, 4, 4);
    assertThat(derived.target()).containsExactly(4, Float.NaN, -2);
  }

  @Test
  void create_isRegisteredWithItsObjective() {
    assertThat(PretextTasks.create(Spec.of("next-frame")).usualObjective())
        .isEqualTo(Spec.of("squared-error"));
  }
}
