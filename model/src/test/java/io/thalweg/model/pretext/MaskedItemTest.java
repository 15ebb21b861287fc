package io.thalweg.model.pretext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import io.thalweg.model.spec.Spec;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class MaskedItemTest extends PredictionTaskContract {
  private static final MaskedItem HALF = new MaskedItem(0.5, 3, 0.25);

  @Override
  PredictionTask task() {
    return HALF;
  }

  @Override
  float answer(Segment segment, int position, int index) {
    return segment.items()[(segment.context() + position) * segment.itemSize() + index];
  }

  /** A level is one with its own change and with that to the next level there is. */
  @Override
  Segment otherAnswer(Segment segment, int position, int field) {
    int item = segment.context() + position;
    Segment other = plus(plus(segment, item, field, 1), item, 3 + field, 1);
    for (int next = item + 1; next < segment.context() + LENGTH; next++) {
      other = plus(other, next, 3 + field, -1);
      if (!Float.isNaN(segment.items()[next * 6 + field])) {
        break;
      }
    }
    return other;
  }

  /** Items {@code [level, change]} of one field: 1, 1 then 2, 1 then 3, 1 ... */
  private static Segment count(int length) {
    float[] items = new float[2 * length];
    for (int t = 0; t < length; t++) {
      items[2 * t] = t + 1;
      items[2 * t + 1] = 1;
    }
    return new Segment("e", 0, 0, 0, length, 0, length, items, SCALES);
  }

  private static final ScalePrior SCALES =
      new ScalePrior(new double[] {0}, new double[] {1}, new double[] {1});

  @Test
  void derive_hiddenLevel_isZeroWithItsChangeAndTheNext_andSaysSo() {
    float[] input = new float[4 * 4];
    float[] target = new float[4];
    int only = 0;
    for (int seed = 0; seed < 50; seed++) {
      MaskedItem one = new MaskedItem(0.25, 1, 0);
      one.derive(new Segment[] {count(4)}, 1, new SplittableRandom(seed), input, target);
      if (!Float.isNaN(target[1])) {
        only++;
        assertThat(target).containsExactly(Float.NaN, 2, Float.NaN, Float.NaN);
        // Level, change, and whether each is shown.
        assertThat(input).containsExactly(1, 1, 1, 1, 0, 0, 0, 0, 3, 0, 1, 0, 4, 1, 1, 1);
      }
    }
    assertThat(only).as("the second of four").isBetween(5, 25);
  }

  @Test
  void derive_missingBetweenHiddenAndNext_hidesTheChangeAcrossTheGap() {
    Segment segment = count(4);
    segment.items()[4] = Float.NaN;
    segment.items()[5] = Float.NaN;
    float[] input = new float[4 * 4];
    float[] target = new float[4];
    for (int seed = 0; seed < 50; seed++) {
      new MaskedItem(0.25, 1, 0)
          .derive(new Segment[] {segment}, 1, new SplittableRandom(seed), input, target);
      float lastChange = input[3 * 4 + 1];
      boolean eitherEnd = !Float.isNaN(target[1]) || !Float.isNaN(target[3]);
      assertThat(lastChange).isEqualTo(eitherEnd ? 0 : 1);
    }
  }

  /** Present are nine in ten of 36 values; a whole item may go over by two. */
  @Test
  void derive_share_isWhatIsHidden() {
    for (int seed = 0; seed < 20; seed++) {
      Segment segment = segment(seed);
      int present = 0;
      for (int t = 0; t < LENGTH; t++) {
        for (int f = 0; f < 3; f++) {
          present += Float.isNaN(answer(segment, t, f)) ? 0 : 1;
        }
      }
      float[] target = derive(seed, segment).target();
      int hidden = 0;
      for (float value : target) {
        hidden += Float.isNaN(value) ? 0 : 1;
      }
      assertThat(hidden).isBetween(Math.round(0.5f * present), Math.round(0.5f * present) + 2);
    }
  }

  @Test
  void derive_wholeItemsOnly_hidesAllFieldsOrNone() {
    float[] target = new float[64 * 3];
    float[] items = new float[64 * 6];
    Segment segment = of(items, 0);
    new MaskedItem(0.3, 4, 1)
        .derive(new Segment[] {segment}, 1, new SplittableRandom(1), new float[64 * 12], target);
    int runs = 0;
    int hidden = 0;
    boolean before = false;
    for (int t = 0; t < 64; t++) {
      boolean now = !Float.isNaN(target[3 * t]);
      assertThat(Float.isNaN(target[3 * t + 1])).isEqualTo(!now);
      assertThat(Float.isNaN(target[3 * t + 2])).isEqualTo(!now);
      runs += now && !before ? 1 : 0;
      hidden += now ? 1 : 0;
      before = now;
    }
    assertThat(hidden).isEqualTo(20); // .3 of 192 values are 58, to be hidden by threes
    assertThat(runs).as("in spans of four").isBetween(3, 9);
  }

  @Test
  void draw_lengths_areGeometricUpToTheMost() {
    SplittableRandom random = new SplittableRandom(3);
    double sum = 0;
    for (int i = 0; i < 10_000; i++) {
      sum += new Span(3).draw(random, 1000);
    }
    // Standard deviation of a geometric with mean 3 is 2.45: .0245 for the mean of these.
    assertThat(sum / 10_000).isCloseTo(3, within(0.1));
    assertThat(new Span(50).draw(random, 4)).isLessThanOrEqualTo(4);
    assertThat(new Span(1).draw(random, 4)).isEqualTo(1);
  }

  @Test
  void show_item_isItselfAndThatAllOfItIsShown() {
    float[] input = new float[4];

    HALF.show(new float[] {9, 40, Float.NaN}, 1, input);

    assertThat(input).containsExactly(8, 0, 1, 0);
  }

  @Test
  void create_optionsOutOfRange_areRefused() {
    assertThatThrownBy(() -> PretextTasks.create(new Spec("masked-item", Map.of("share", 0.95))))
        .hasMessageContaining("masked-item.share");
    assertThatThrownBy(() -> new MaskedItem(0, 3, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("share");
    assertThat(PretextTasks.create(Spec.of("masked-item")).usualObjective())
        .isEqualTo(Spec.of("student-t"));
  }
}
