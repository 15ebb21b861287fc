package io.thalweg.model.pretext;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** How much is hidden, whatever the shape, the options and what is missing. */
class MaskingLawsTest {
  private static Segment segment(int length, int fields, int itemSize, double missing, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] items = new float[length * itemSize];
    for (int i = 0; i < items.length; i++) {
      items[i] = random.nextDouble() < missing ? Float.NaN : random.nextInt(20);
    }
    ScalePrior scales = new ScalePrior(new double[fields], new double[fields], new double[fields]);
    return new Segment("e", 0, 0, 0, length, 0, length, items, scales);
  }

  private static int count(float[] values, int from, int to, int step, int width) {
    int present = 0;
    for (int at = from; at < to; at += step) {
      for (int i = at; i < at + width; i++) {
        present += Float.isNaN(values[i]) ? 0 : 1;
      }
    }
    return present;
  }

  private static int budget(double share, int present) {
    return present == 0 ? 0 : Math.max(1, (int) Math.round(share * present));
  }

  @Property(tries = 300)
  void maskedItem_hidesItsShare_orAWholeItemMore(
      @ForAll @IntRange(min = 1, max = 40) int length,
      @ForAll @IntRange(min = 1, max = 9) int fields,
      @ForAll @DoubleRange(min = 0.01, max = 0.9) double share,
      @ForAll @DoubleRange(min = 1, max = 20) double span,
      @ForAll @DoubleRange(min = 0, max = 1) double whole,
      @ForAll @DoubleRange(min = 0, max = 1) double missing,
      @ForAll @LongRange(min = 0, max = 1000) long seed) {
    Segment segment = segment(length, fields, 2 * fields, missing, seed);
    float[] input = new float[length * 4 * fields];
    float[] target = new float[length * fields];

    new MaskedItem(share, span, whole)
        .derive(new Segment[] {segment}, 1, new SplittableRandom(seed), input, target);

    int present = count(segment.items(), 0, segment.items().length, 2 * fields, fields);
    int hidden = count(target, 0, target.length, 1, 1);
    int budget = budget(share, present);
    assertThat(hidden).isBetween(budget, Math.min(present, budget + fields - 1));
    for (float value : input) {
      assertThat(value).isFinite();
    }
  }

  @Property(tries = 300)
  void maskedToken_asksItsShareExactly(
      @ForAll @IntRange(min = 1, max = 200) int length,
      @ForAll @DoubleRange(min = 0.01, max = 0.9) double share,
      @ForAll @DoubleRange(min = 0, max = 1) double missing,
      @ForAll @LongRange(min = 0, max = 1000) long seed) {
    Segment segment = segment(length, 1, 1, missing, seed);
    float[] input = new float[length];
    float[] target = new float[length];

    new MaskedToken(20, share, 0.8, 0.1)
        .derive(new Segment[] {segment}, 1, new SplittableRandom(seed), input, target);

    int present = count(segment.items(), 0, length, 1, 1);
    assertThat(count(target, 0, length, 1, 1)).isEqualTo(budget(share, present));
    for (int t = 0; t < length; t++) {
      boolean there = !Float.isNaN(segment.items()[t]);
      assertThat(input[t]).isBetween(there ? 1f : 0f, there ? 21f : 0f);
    }
  }
}
