package io.thalweg.model.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class SegmenterTest {
  private final EntityItems entity = SensorItems.of(new FieldSet(List.of("a"))).newEntity();

  /** Item i is {@code [i, -i]}. */
  private List<Segment> run(Segmenter segmenter, int from, int to) {
    List<Segment> segments = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Reading reading = new Reading("e", 10L * i, new double[] {i}, 3, i);
      segmenter.add(reading, new float[] {i, -i}, entity, segments::add);
    }
    return segments;
  }

  /** Five items of one event, then one of the next: cut anywhere, an event counts where it ends. */
  @Test
  void add_anEventOfManyItems_endsAnywhere() {
    Segmenter segmenter = new Segmenter(new SegmentShape(1, 2, 2), 2);
    List<Segment> segments = new ArrayList<>();
    float[] many = {1, -1, 2, -2, 3, -3, 4, -4, 5, -5};

    segmenter.add(new Reading("e", 1, new double[1], 3, 1), many, entity, segments::add);
    segmenter.add(
        new Reading("e", 2, new double[1], 3, 2), new float[] {6, -6}, entity, segments::add);

    assertThat(segments).extracting(Segment::events).containsExactly(0, 0, 2);
    assertThat(segments.get(1).items()).containsExactly(2, -2, 3, -3, 4, -4);
    assertThat(segments.get(2).items()).containsExactly(4, -4, 5, -5, 6, -6);
    assertThat(segments).extracting(Segment::lastOffset).containsExactly(1L, 1L, 2L);
  }

  /** A long one takes several; nothing of one event is in the segment of another. */
  @Test
  void add_separateEvents_fillSegmentsOfTheirOwn() {
    Segmenter segmenter = new Segmenter(new SegmentShape(1, 2, 2), 1, true);
    Segmenter replayed = new Segmenter(new SegmentShape(1, 2, 2), 1, true);
    List<Segment> segments = new ArrayList<>();
    float[][] events = {{1}, {2, 3}, {4, 5, 6}, {7}};
    for (int i = 0; i < events.length; i++) {
      Reading reading = new Reading("e", i, new double[1], 3, i);
      segmenter.add(reading, events[i], entity, segments::add);
      replayed.replay(events[i]);
    }

    float gap = Float.NaN;
    assertThat(segments)
        .extracting(Segment::items)
        .containsExactly(
            new float[] {gap, 1, gap},
            new float[] {gap, 2, 3},
            new float[] {gap, 4, 5},
            new float[] {5, 6, gap},
            new float[] {gap, 7, gap});
    assertThat(segments).extracting(Segment::events).containsExactly(1, 1, 0, 1, 1);
    assertThat(bytes(replayed::writeTo)).isEqualTo(bytes(segmenter::writeTo));
  }

  @Test
  void add_firstSegment_hasAnEmptyContext() {
    List<Segment> segments = run(new Segmenter(new SegmentShape(2, 3, 3), 2), 0, 3);

    assertThat(segments).hasSize(1);
    Segment first = segments.get(0);
    float gap = Float.NaN;
    assertThat(first.items()).isEqualTo(new float[] {gap, gap, gap, gap, 0, 0, 1, -1, 2, -2});
    assertThat(first.events()).isEqualTo(3);
    assertThat(first.lastOffset()).isEqualTo(2);
    assertThat(first.lastMillis()).isEqualTo(20);
    assertThat(first.partition()).isEqualTo(3);
    assertThat(first.itemSize()).isEqualTo(2);
  }

  @Test
  void add_laterSegments_carryTheItemsBefore() {
    List<Segment> segments = run(new Segmenter(new SegmentShape(2, 3, 3), 2), 0, 6);

    assertThat(levels(segments.get(1))).containsExactly(1, 2, 3, 4, 5);
    assertThat(segments.get(1).lastOffset()).isEqualTo(5);
  }

  @Test
  void add_strideShorterThanLength_overlaps() {
    List<Segment> segments = run(new Segmenter(new SegmentShape(1, 4, 2), 2), 0, 8);

    assertThat(segments).hasSize(3);
    assertThat(segments).extracting(Segment::events).containsExactly(4, 2, 2);
    assertThat(levels(segments.get(1))).containsExactly(1, 2, 3, 4, 5);
    assertThat(levels(segments.get(2))).containsExactly(3, 4, 5, 6, 7);
  }

  @Test
  void add_laterItems_leaveASegmentAsItWas() {
    Segmenter segmenter = new Segmenter(new SegmentShape(2, 3, 3), 2);
    Segment first = run(segmenter, 0, 3).get(0);
    float[] items = first.items().clone();

    run(segmenter, 3, 12);

    assertThat(first.items()).isEqualTo(items);
  }

  /** Every item is learned once (stride = length), and events add up to the items covered. */
  @Property(tries = 200)
  void segments_ofAnyShape_coverEveryItemInOrder(
      @ForAll @IntRange(min = 0, max = 5) int context,
      @ForAll @IntRange(min = 1, max = 6) int length,
      @ForAll @IntRange(min = 1, max = 6) int anyStride,
      @ForAll @IntRange(min = 0, max = 60) int count) {
    int stride = Math.min(anyStride, length);
    List<Segment> segments =
        run(new Segmenter(new SegmentShape(context, length, stride), 2), 0, count);

    int covered = segments.stream().mapToInt(Segment::events).sum();
    int expected = count < length ? 0 : length + (count - length) / stride * stride;
    assertThat(covered).isEqualTo(expected);
    for (Segment segment : segments) {
      float[] levels = levels(segment);
      for (int i = 0; i < levels.length; i++) {
        long item = segment.lastOffset() - (levels.length - 1) + i;
        assertThat(levels[i]).isEqualTo(Float.valueOf(item < 0 ? Float.NaN : item));
      }
    }
  }

  @Property(tries = 100)
  void readFrom_afterAnyItem_continuesIdentically(
      @ForAll @IntRange(min = 0, max = 4) int context,
      @ForAll @IntRange(min = 1, max = 5) int length,
      @ForAll @IntRange(min = 0, max = 30) int at) {
    SegmentShape shape = new SegmentShape(context, length, Math.max(1, length - 1));
    Segmenter original = new Segmenter(shape, 2);
    run(original, 0, at);
    Segmenter restored = new Segmenter(shape, 2);
    run(restored, 100, 103);
    restored.readFrom(new StateReader(bytes(original::writeTo)));

    List<Segment> expected = run(original, at, at + 20);
    List<Segment> actual = run(restored, at, at + 20);

    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(bytes(actual.get(i)::writeTo)).isEqualTo(bytes(expected.get(i)::writeTo));
    }
    assertThat(bytes(restored::writeTo)).isEqualTo(bytes(original::writeTo));
  }

  @Test
  void readFrom_moreItemsThanFit_isRefused() {
    byte[] bytes = new StateWriter(16).writeInt(5).writeInt(0).toByteArray();
    Segmenter segmenter = new Segmenter(new SegmentShape(2, 3, 3), 2);

    assertThatThrownBy(() -> segmenter.readFrom(new StateReader(bytes)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("5 items");
  }

  @Test
  void segmentShape_outOfRange_isRefusedByName() {
    assertThatThrownBy(() -> new SegmentShape(-1, 1, 1)).hasMessageContaining("context");
    assertThatThrownBy(() -> new SegmentShape(0, 0, 1)).hasMessageContaining("length");
    assertThatThrownBy(() -> new SegmentShape(0, 4, 5)).hasMessageContaining("stride");
  }

  private static float[] levels(Segment segment) {
    float[] levels = new float[segment.context() + segment.length()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = segment.items()[2 * i];
    }
    return levels;
  }

  private static byte[] bytes(Consumer<StateWriter> state) {
    StateWriter out = new StateWriter(64);
    state.accept(out);
    return out.toByteArray();
  }
}
