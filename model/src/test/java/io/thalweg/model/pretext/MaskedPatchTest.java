package io.thalweg.model.pretext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.item.Segment;
import io.thalweg.model.spec.Spec;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Patches of three pixels. */
final class MaskedPatchTest extends PredictionTaskContract {
  @Override
  PredictionTask task() {
    return new MaskedPatch(0.5, false);
  }

  /** A patch with a pixel missing is not asked for. */
  @Override
  float answer(Segment segment, int position, int index) {
    int at = (segment.context() + position) * 3;
    boolean missing = false;
    for (int i = at; i < at + 3; i++) {
      missing |= Float.isNaN(segment.items()[i]);
    }
    return missing ? Float.NaN : segment.items()[at + index];
  }

  @Override
  Segment otherAnswer(Segment segment, int position, int index) {
    return plus(segment, segment.context() + position, index, 1);
  }

  private float[][] derive(double share, boolean normalised, float... items) {
    float[] input = new float[items.length / 3 * 4];
    float[] target = new float[items.length];
    new MaskedPatch(share, normalised)
        .derive(new Segment[] {of(items, 0)}, 1, new SplittableRandom(2), input, target);
    return new float[][] {input, target};
  }

  @Test
  void derive_hiddenPatch_isZerosAndSaysSo() {
    float[][] derived = derive(0.5, false, 1, 2, 3, 4, 5, 6);
    int hidden = Float.isNaN(derived[1][0]) ? 1 : 0;
    float[] shown = hidden == 0 ? new float[] {4, 5, 6} : new float[] {1, 2, 3};
    for (int i = 0; i < 3; i++) {
      assertThat(derived[0][4 * hidden + i]).isZero();
      assertThat(derived[0][4 * (1 - hidden) + i]).isEqualTo(shown[i]);
      assertThat(derived[1][3 * (1 - hidden) + i]).isNaN();
    }
    assertThat(derived[0][4 * hidden + 3]).isZero();
    assertThat(derived[0][4 * (1 - hidden) + 3]).isEqualTo(1);
  }

  @Test
  void derive_share_isExactlyWhatIsHidden_andOneIsLeft() {
    float[] items = new float[16 * 3];
    items[7] = Float.NaN;
    assertThat(hidden(derive(0.75, false, items)[1])).as(".75 of 15").isEqualTo(11);
    assertThat(hidden(derive(0.9, false, new float[2 * 3])[1])).as("one is left").isEqualTo(1);
    assertThat(hidden(derive(0.1, false, new float[2 * 3])[1])).as("one is asked").isEqualTo(1);
  }

  private static int hidden(float[] target) {
    int hidden = 0;
    for (int i = 0; i < target.length; i += 3) {
      hidden += Float.isNaN(target[i]) ? 0 : 1;
    }
    return hidden;
  }

  /** 1, 2, 3 has mean 2 and variance 2/3: 1 becomes -sqrt(3/2). An even patch becomes zeros. */
  @Test
  void derive_normalised_hasMeanZeroAndDeviationOne() {
    float[] target = derive(0.9, true, 1, 2, 3)[1];
    assertThat(target[0]).isCloseTo(-(float) Math.sqrt(1.5), within(1e-5f));
    assertThat(target[1]).isCloseTo(0, within(1e-6f));
    assertThat(target[2]).isCloseTo((float) Math.sqrt(1.5), within(1e-5f));
    assertThat(derive(0.9, true, 5, 5, 5)[1]).containsOnly(0f);
  }

  @Test
  void create_optionsOutOfRange_areRefused() {
    assertThat(PretextTasks.create(Spec.of("masked-patch")).inputSize(16)).isEqualTo(17);
    assertThatThrownBy(() -> new MaskedPatch(0.95, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("share must be in (0, 0.9], not 0.95");
  }
}
