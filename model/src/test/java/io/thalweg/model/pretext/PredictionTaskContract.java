package io.thalweg.model.pretext;

import static io.thalweg.model.testing.Numerics.allocatedPerCall;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What every task that predicts rows promises. A test of a task extends this class, says what may
 * be asked and how an item is changed, and adds what is its own.
 */
abstract class PredictionTaskContract {
  static final int ENCODER_CONTEXT = 2;
  static final int LENGTH = 12;
  static final int BATCH = 3;

  /** No value that a segment, an input or a target of these tests holds. */
  private static final float UNWRITTEN = 12_345;

  /** A batch as a task derived it. */
  record Derived(float[] input, float[] target) {}

  abstract PredictionTask task();

  /** Fields of the items. */
  int fields() {
    return 3;
  }

  /** One value of an item. */
  float value(SplittableRandom random) {
    return (float) random.nextGaussian();
  }

  /** Whether the batch depends on the random source. */
  boolean random() {
    return true;
  }

  /** What may be asked at a position, NaN where nothing may. */
  abstract float answer(Segment segment, int position, int index);

  /** The segment with what is asked at a position, and all that follows from it, being another. */
  abstract Segment otherAnswer(Segment segment, int position, int index);

  /** One value in ten is missing. */
  final Segment segment(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int context = task().segmentContext(ENCODER_CONTEXT);
    float[] items = new float[(context + LENGTH) * task().itemSize(fields())];
    for (int i = 0; i < items.length; i++) {
      items[i] = random.nextInt(10) == 0 ? Float.NaN : value(random);
    }
    return of(items, context);
  }

  final Segment of(float[] items, int context) {
    double[] ones = new double[fields()];
    Arrays.fill(ones, 1);
    int length = items.length / task().itemSize(fields()) - context;
    ScalePrior scales = new ScalePrior(new double[fields()], ones, ones);
    return new Segment("e", 0, 0, 0, length, context, length, items, scales);
  }

  /** A copy with values of one item exchanged; NaN stays. */
  final Segment plus(Segment segment, int item, int value, float added) {
    float[] items = segment.items().clone();
    items[item * segment.itemSize() + value] += added;
    return of(items, segment.context());
  }

  final Derived derive(long seed, Segment... segments) {
    int positions = task().positions(segments[0].length());
    int itemSize = segments[0].itemSize();
    int rows = (ENCODER_CONTEXT + positions) * segments.length;
    float[] input = new float[rows * task().inputSize(itemSize)];
    float[] target = new float[positions * segments.length * task().targetSize(itemSize)];
    Arrays.fill(input, UNWRITTEN);
    Arrays.fill(target, UNWRITTEN);
    task().derive(segments, segments.length, new SplittableRandom(seed), input, target);
    return new Derived(input, target);
  }

  private Segment[] batch() {
    return new Segment[] {segment(1), segment(2), segment(3)};
  }

  @Test
  void derive_everything_isWritten_andNoInputIsNan() {
    Derived derived = derive(7, batch());

    for (float value : derived.input()) {
      assertThat(value).isFinite().isNotEqualTo(UNWRITTEN);
    }
    for (float value : derived.target()) {
      assertThat(value).isNotEqualTo(UNWRITTEN);
    }
  }

  @Test
  void derive_targets_areWhatMayBeAsked_andSomeAre() {
    for (int seed = 0; seed < 20; seed++) {
      Segment[] batch = batch();
      float[] target = derive(seed, batch).target();
      int size = target.length / (BATCH * task().positions(LENGTH));
      boolean[] asked = new boolean[BATCH];
      for (int i = 0; i < target.length; i++) {
        int b = i / size % BATCH;
        if (!Float.isNaN(target[i])) {
          float answer = answer(batch[b], i / size / BATCH, i % size);
          assertThat(target[i]).as("target %d", i).isEqualTo(answer);
          asked[b] = true;
        }
      }
      assertThat(asked).as("segments asked about").containsOnly(true);
    }
  }

  @Test
  void derive_otherAnswer_isNotSeenInTheInput() {
    Segment[] batch = batch();
    Derived derived = derive(7, batch);
    int size = derived.target().length / (BATCH * task().positions(LENGTH));
    int inputRow = derived.input().length / (ENCODER_CONTEXT + task().positions(LENGTH));
    int seen = 0;
    for (int i = 0; i < derived.target().length; i++) {
      if (Float.isNaN(derived.target()[i])) {
        continue;
      }
      int position = i / size / BATCH;
      Segment[] others = batch();
      others[i / size % BATCH] = otherAnswer(batch[i / size % BATCH], position, i % size);

      Derived other = derive(7, others);

      assertThat(other.target()[i]).isNotEqualTo(derived.target()[i]);
      // What lies ahead is in the input of later positions, which a causal encoder does not see;
      // what lies around in that of others, which a context-free one does not.
      int own = (ENCODER_CONTEXT + position) * inputRow;
      int from = task().contextFree() ? own + i / size % BATCH * (inputRow / BATCH) : 0;
      int to = task().predictsAhead() ? own + inputRow : derived.input().length;
      to = task().contextFree() ? from + inputRow / BATCH : to;
      assertThat(Arrays.copyOfRange(other.input(), from, to))
          .as("target %d", i)
          .isEqualTo(Arrays.copyOfRange(derived.input(), from, to));
      seen++;
    }
    assertThat(seen).as("values asked for").isGreaterThanOrEqualTo(BATCH);
  }

  @Test
  void derive_segments_areUntouched() {
    Segment[] batch = batch();

    derive(7, batch);

    for (int b = 0; b < BATCH; b++) {
      assertThat(batch[b].items()).isEqualTo(segment(b + 1).items());
    }
  }

  @Test
  void derive_sameRandomState_isTheSameBatch_anotherIsNot() {
    Derived one = derive(7, batch());
    Derived same = derive(7, batch());
    Derived other = derive(8, batch());

    assertThat(same.input()).isEqualTo(one.input());
    assertThat(same.target()).isEqualTo(one.target());
    boolean equal =
        Arrays.equals(other.input(), one.input()) && Arrays.equals(other.target(), one.target());
    assertThat(equal).isEqualTo(!random());
  }

  @Test
  void derive_segmentOfNothing_asksNothing() {
    float[] nothing = new float[segment(1).items().length];
    Arrays.fill(nothing, Float.NaN);

    Derived derived = derive(7, of(nothing, segment(1).context()));

    assertThat(derived.target()).containsOnly(Float.NaN);
    assertThat(derived.input()).doesNotContain(Float.NaN);
  }

  @Test
  void derive_repeated_allocatesNothingPerCall() {
    Segment[] batch = batch();
    Derived arrays = derive(7, batch);
    PredictionTask task = task();
    SplittableRandom random = new SplittableRandom(1);

    long bytes =
        allocatedPerCall(() -> task.derive(batch, BATCH, random, arrays.input(), arrays.target()));

    assertThat(bytes).isLessThan(64);
  }

  @Test
  void show_itemOfNothing_isZeros() {
    int itemSize = task().itemSize(fields());
    float[] item = new float[itemSize + 1];
    Arrays.fill(item, Float.NaN);
    float[] input = new float[task().inputSize(itemSize)];
    Arrays.fill(input, UNWRITTEN);

    task().show(item, 1, input);

    assertThat(input).containsOnly(0f);
  }
}
