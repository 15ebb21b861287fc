package io.thalweg.model.pretext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.item.Segment;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** None shown as it is, so that the contract's question makes sense: by default one in ten is. */
final class MaskedTokenTest extends PredictionTaskContract {
  @Override
  PredictionTask task() {
    return new MaskedToken(20, 0.4, 0.8, 0.2);
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
  void derive_share_isExactlyWhatIsAsked_andEveryPositionIsInTurn() {
    float[] items = new float[10];
    items[3] = Float.NaN;
    int[] asked = new int[10];
    for (int seed = 0; seed < 900; seed++) {
      float[] target = new float[10];
      new MaskedToken(20, 0.3, 1, 0)
          .derive(
              new Segment[] {of(items, 0)}, 1, new SplittableRandom(seed), new float[10], target);
      int count = 0;
      for (int t = 0; t < 10; t++) {
        asked[t] += Float.isNaN(target[t]) ? 0 : 1;
        count += Float.isNaN(target[t]) ? 0 : 1;
      }
      assertThat(count).as(".3 of 9").isEqualTo(3);
    }
    assertThat(asked[3]).as("the missing one").isZero();
    for (int t = 0; t < 10; t++) {
      // 300 of 900, give or take four standard deviations of sqrt(900 * 1/3 * 2/3) = 14.
      assertThat(asked[t]).as("position %d", t).matches(n -> n == 0 || Math.abs(n - 300) < 57);
    }
  }

  @Test
  void derive_berts_eightInTenAreMaskedOneIsRandomOneIsKept() {
    int length = 40_000;
    float[] items = new float[length];
    Arrays.fill(items, 7);
    float[] input = new float[length];
    float[] target = new float[length];
    new MaskedToken(200, 0.5, 0.8, 0.1)
        .derive(new Segment[] {of(items, 0)}, 1, new SplittableRandom(1), input, target);
    double masked = 0;
    double kept = 0;
    double other = 0;
    for (int t = 0; t < length; t++) {
      float shown = input[t];
      if (Float.isNaN(target[t])) {
        assertThat(shown).isEqualTo(9);
        continue;
      }
      masked += shown == TokenIds.MASK ? 1 : 0;
      kept += shown == 9 ? 1 : 0;
      other += shown != 9 && shown != TokenIds.MASK ? 1 : 0;
      assertThat(shown).as("an id of an encoder's vocabulary").isBetween(1f, 201f);
    }
    // Standard deviation of a share of 20,000: at most .003. One random token in 200 is the same.
    assertThat(masked / 20_000).isCloseTo(0.8, within(0.012));
    assertThat(kept / 20_000).isCloseTo(0.1 + 0.1 / 200, within(0.01));
    assertThat(other / 20_000).isCloseTo(0.1 - 0.1 / 200, within(0.01));
  }

  @Test
  void create_sharesBeyondOne_areRefused() {
    assertThatThrownBy(() -> new MaskedToken(20, 0.15, 0.8, 0.3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.8 and 0.3");
  }
}
