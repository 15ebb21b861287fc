package io.thalweg.model.pretext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import io.thalweg.model.spec.Spec;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class NextItemTest extends PredictionTaskContract {
  @Override
  PredictionTask task() {
    return new NextItem(0);
  }

  @Override
  boolean random() {
    return false;
  }

  @Override
  float answer(Segment segment, int position, int index) {
    return segment.items()[(segment.context() + position) * segment.itemSize() + 3 + index];
  }

  @Override
  Segment otherAnswer(Segment segment, int position, int index) {
    int item = segment.context() + position;
    return plus(plus(segment, item, index, 1), item, 3 + index, 1);
  }

  private static final ScalePrior SCALES =
      new ScalePrior(new double[] {0}, new double[] {1}, new double[] {1});

  /** Item t is {@code [base + t, -(base + t)]}. */
  private static Segment segment(int context, int length, float base) {
    float[] items = new float[2 * (context + length)];
    for (int t = 0; t < context + length; t++) {
      items[2 * t] = base + t;
      items[2 * t + 1] = -(base + t);
    }
    return new Segment("e", 0, 0, 0, length, context, length, items, SCALES);
  }

  private static SplittableRandom source() {
    return new SplittableRandom(1);
  }

  @Test
  void derive_target_isTheChangesOfTheItemAfterTheInput() {
    // Encoder context 1, so segments carry 2; inputs are items 0..2, targets those of 2 and 3.
    Segment[] batch = {segment(2, 2, 0), segment(2, 2, 3)};
    float[] input = new float[3 * 2 * 2];
    float[] target = new float[2 * 2];

    new NextItem(0).derive(batch, 2, source(), input, target);

    assertThat(input).containsExactly(0, -0f, 3, -3, 1, -1, 4, -4, 2, -2, 5, -5);
    assertThat(target).containsExactly(-2, -5, -3, -6);
  }

  /** The context an autoregression needs may be longer than the encoder's. */
  @Test
  void derive_autoregressionLooksFurtherBack_givesTheEncoderTheNewestItems() {
    NextItem task = new NextItem(4);
    assertThat(task.segmentContext(1)).isEqualTo(4);
    float[] input = new float[3 * 2];
    float[] target = new float[2];

    task.derive(new Segment[] {segment(4, 2, 0)}, 1, source(), input, target);

    assertThat(input).containsExactly(2, -2, 3, -3, 4, -4);
    assertThat(target).containsExactly(-4, -5);
  }

  @Test
  void derive_missing_isZeroInTheInputAndAbsentInTheTarget() {
    Segment segment = segment(1, 2, 0);
    segment.items()[3] = Float.NaN;
    float[] input = new float[2 * 2];
    float[] target = new float[2];

    new NextItem(0).derive(new Segment[] {segment}, 1, source(), input, target);

    assertThat(input).containsExactly(0, -0f, 1, 0);
    assertThat(target).containsExactly(Float.NaN, -2);
  }

  @Test
  void derive_wideLevels_areClampedForTheEncoderOnly() {
    Segment segment = segment(1, 2, 40);
    float[] before = segment.items().clone();
    float[] input = new float[2 * 2];

    new NextItem(0).derive(new Segment[] {segment}, 1, source(), input, new float[2]);

    assertThat(input).containsExactly(8, -8, 8, -8);
    assertThat(segment.items()).as("the segment is untouched").isEqualTo(before);
  }

  @Test
  void autoregressionOrder_manyFields_isBounded() {
    NextItem task = new NextItem(4);

    assertThat(task.autoregressionOrder(2 * 38)).isEqualTo(4);
    assertThat(task.autoregressionOrder(2 * 100)).isEqualTo(2);
    assertThat(task.autoregressionOrder(2 * 257)).isZero();
  }

  @Test
  void create_unknownTaskOrOption_isRefusedWithWhatThereIs() {
    assertThatThrownBy(() -> PretextTasks.create(Spec.of("last-item")))
        .hasMessageContaining("pretext task 'last-item'")
        .hasMessageContaining("next-item");
    Spec bad = new Spec("next-item", Map.of("lag", 3));
    assertThatThrownBy(() -> PretextTasks.create(bad))
        .hasMessageContaining("'lag'")
        .hasMessageContaining("order");
  }
}
