package io.thalweg.model.pretext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.item.Segment;
import io.thalweg.model.layer.LocalShape;
import io.thalweg.model.spec.Spec;
import java.util.List;
import java.util.Map;
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

  private static NextFrame create(Map<String, Object> options) {
    return (NextFrame) PretextTasks.create(new Spec("next-frame", options));
  }

  @Test
  void create_withFrame_predictsLocallyFromTheLastFour() {
    NextFrame task = create(Map.of("frame", List.of(3, 2, 1)));

    assertThat(task.localShape()).contains(new LocalShape(3, 2, 1, 4));
    assertThat(task.segmentContext(1)).isEqualTo(4);
    assertThat(task.segmentContext(6)).isEqualTo(7);
    assertThat(create(Map.of("frame", List.of(3, 2, 1), "order", 0)).localShape()).isEmpty();
  }

  @Test
  void create_frameThatDoesNotFit_namesBoth() {
    assertThatThrownBy(() -> create(Map.of("frame", List.of(3, 2))))
        .hasMessageContaining("next-frame.frame");
    assertThatThrownBy(() -> create(Map.of("frame", List.of(3, 2, 1))).targetSize(7))
        .hasMessageContaining("3 x 2 x 1 has 6 values, an item has 7");
  }
}
