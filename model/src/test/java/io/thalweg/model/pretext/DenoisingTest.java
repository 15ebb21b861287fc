package io.thalweg.model.pretext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.item.Segment;
import io.thalweg.model.spec.Spec;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class DenoisingTest extends PredictionTaskContract {
  @Override
  PredictionTask task() {
    return new Denoising(0.5, 0.25, Denoising.Items.READINGS);
  }

  @Override
  float answer(Segment segment, int position, int index) {
    return segment.items()[(segment.context() + position) * segment.itemSize() + index];
  }

  @Override
  Segment otherAnswer(Segment segment, int position, int index) {
    return plus(segment, segment.context() + position, index, 1);
  }

  /** The answer is in the input, with noise on it; but where it is gone. */
  @Override
  @Test
  void derive_otherAnswer_isNotSeenInTheInput() {
    Segment segment = segment(1);
    Derived derived = derive(7, segment);
    int gone = 0;
    for (int i = 0; i < derived.target().length; i++) {
      int at = (ENCODER_CONTEXT + i / 3) * 6 + i % 3;
      if (!Float.isNaN(derived.target()[i]) && derived.input()[at] == 0) {
        assertThat(derive(7, otherAnswer(segment, i / 3, i % 3)).input())
            .isEqualTo(derived.input());
        gone++;
      }
    }
    assertThat(gone).as("of 36, a quarter").isBetween(2, 20);
  }

  @Test
  void derive_noise_hasItsDeviationAndShare() {
    float[] items = new float[10_000 * 6];
    Arrays.fill(items, 1f);
    Derived derived = derive(1, of(items, ENCODER_CONTEXT));
    double sum = 0;
    double square = 0;
    int kept = 0;
    for (float value : derived.input()) {
      if (value != 0) {
        kept++;
        sum += value - 1;
        square += (value - 1) * (value - 1);
      }
    }
    assertThat(kept / (double) derived.input().length).isCloseTo(0.75, within(0.01));
    assertThat(sum / kept).isCloseTo(0, within(0.01));
    assertThat(Math.sqrt(square / kept)).isCloseTo(0.5, within(0.01));
  }

  @Test
  void derive_frames_targetsAreAllOfTheItem() {
    Denoising frames = new Denoising(0, 0.5, Denoising.Items.FRAMES);
    float[] target = new float[3];
    float[] input = new float[3];

    frames.derive(
        new Segment[] {
          new Segment("e", 0, 0, 0, 1, 0, 1, new float[] {1, 2, 3}, segment(1).scales())
        },
        1,
        new SplittableRandom(1),
        input,
        target);

    assertThat(target).containsExactly(1, 2, 3);
    assertThat(frames.itemSize(3)).isEqualTo(3);
    assertThat(frames.usualObjective()).isEqualTo(Spec.of("squared-error"));
    for (int i = 0; i < 3; i++) {
      assertThat(input[i]).isIn(0f, i + 1f);
    }
  }

  @Test
  void create_noNoiseAtAll_isRefused() {
    Spec clean = new Spec("denoising", Map.of("noise", 0, "drop", 0));

    assertThatThrownBy(() -> PretextTasks.create(clean))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not both 0");
  }
}
