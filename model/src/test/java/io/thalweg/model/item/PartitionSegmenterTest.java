package io.thalweg.model.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.spec.Spec;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import io.thalweg.model.testing.SineStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PartitionSegmenterTest {
  private static final SegmentShape SHAPE = new SegmentShape(2, 4, 4);

  private final List<LearnInput> out = new ArrayList<>();
  private final Map<String, EntityTrack> tracks = new HashMap<>();

  private void take(PartitionSegmenter segmenter, Reading reading) {
    segmenter.reach(reading.offset(), out::add);
    EntityTrack track =
        tracks.computeIfAbsent(reading.entity(), e -> new EntityTrack(SineStream.ITEMS, SHAPE));
    segmenter.accept(track, reading, out::add);
  }

  private List<Boundary> boundaries() {
    return out.stream().filter(Boundary.class::isInstance).map(Boundary.class::cast).toList();
  }

  private List<Segment> segments() {
    return out.stream().filter(Segment.class::isInstance).map(Segment.class::cast).toList();
  }

  private static Reading at(long millis, long offset) {
    return new Reading("e0", millis, new double[] {1, 2, 3}, 0, offset);
  }

  @Test
  void reach_everyMultiple_givesOneBoundaryBeforeTheRecord() {
    PartitionSegmenter segmenter = new PartitionSegmenter(5, 10, 1e6);

    for (long offset = 0; offset < 35; offset++) {
      take(segmenter, at(offset, offset));
    }

    assertThat(boundaries()).extracting(Boundary::offset).containsExactly(10L, 20L, 30L);
    assertThat(boundaries()).extracting(Boundary::index).containsExactly(1L, 2L, 3L);
    assertThat(boundaries()).extracting(Boundary::partition).containsOnly(5);
    assertThat(boundaries()).extracting(Boundary::streamMillis).containsExactly(9L, 19L, 29L);
    assertThat(boundaries()).extracting(b -> b.counts().taken()).containsExactly(10L, 20L, 30L);
  }

  /** Compaction and transaction markers leave holes in the offsets. */
  @Test
  void reach_overAGap_givesTheLastMultiplePassed() {
    PartitionSegmenter segmenter = new PartitionSegmenter(0, 10, 1e6);

    segmenter.reach(9, out::add);
    segmenter.reach(57, out::add);
    segmenter.reach(58, out::add);
    segmenter.reach(60, out::add);

    assertThat(boundaries()).extracting(Boundary::offset).containsExactly(50L, 60L);
  }

  @Test
  void accept_countsWhatBecameOfEveryRecord() {
    PartitionSegmenter segmenter = new PartitionSegmenter(0, 1_000, 1e6);
    take(segmenter, at(100_000, 0));
    take(segmenter, at(99_000, 1));
    take(segmenter, at(1_000, 2));
    segmenter.reject();
    segmenter.evict();
    segmenter.evict();

    assertThat(segmenter.counts()).isEqualTo(new Boundary.Counts(2, 1, 1, 1, 0, 2, 0));
  }

  @Test
  void accept_textsInWhichSomethingWasReplaced_areCountedOnceEachIfTheyAreTaken() {
    TextItems items = TextItems.of(Spec.of("text"), Duration.ofSeconds(10));
    EntityTrack track = new EntityTrack(items, new SegmentShape(items.itemSize(), 4, 4));
    PartitionSegmenter segmenter = new PartitionSegmenter(0, 1_000, 1e6);

    segmenter.accept(track, text("as sent", 0, 100_000), out::add);
    segmenter.accept(track, text("a\ufffdb\ufffd", 2, 100_001), out::add);
    segmenter.accept(track, text("\ufffd", 1, 1), out::add);

    Boundary.Counts counts = segmenter.counts();
    assertThat(counts).isEqualTo(new Boundary.Counts(2, 0, 1, 0, 0, 0, 1));
    assertThat(restarted(segmenter).counts()).isEqualTo(counts);
  }

  private static Reading text(String text, int replaced, long millis) {
    return new Reading("host", millis, new Content.Text(text, replaced), 0, millis);
  }

  @Test
  void accept_moreThanTheCapacity_leavesOutWholeSegmentsAndCountsThem() {
    // 100 events per second of stream time against a capacity of 25.
    PartitionSegmenter segmenter = new PartitionSegmenter(0, 1_000_000, 25);
    for (int i = 0; i < 4_000; i++) {
      take(segmenter, at(10L * i, i));
    }

    long learned = segments().stream().mapToLong(Segment::events).sum();
    assertThat(learned + segmenter.counts().sampledOut()).isEqualTo(4_000);
    // 40 s at 25, the bucket it began with, and at most one segment on credit.
    assertThat(learned).isBetween(1_000L, 1_000L + 25 + 4);
  }

  @Test
  void accept_underTheCapacity_leavesNothingOut() {
    PartitionSegmenter segmenter = new PartitionSegmenter(0, 1_000_000, 101);
    for (int i = 0; i < 4_000; i++) {
      take(segmenter, at(10L * i, i));
    }

    assertThat(segmenter.counts().sampledOut()).isZero();
    assertThat(segments()).hasSize(1_000);
  }

  /** Only records decide: a pause anywhere (a restart, here) changes nothing of what is sampled. */
  @Test
  void readFrom_afterAnyRecord_continuesIdentically() {
    // Eight segments of 4 events end together; an allowance of 5 takes two of them, one on credit.
    List<Reading> readings = new SineStream(1, 8, 0.1).readings(800);
    PartitionSegmenter straight = new PartitionSegmenter(0, 50, 5);
    readings.forEach(reading -> take(straight, reading));
    List<byte[]> expected = out.stream().map(PartitionSegmenterTest::bytes).toList();
    byte[] end = bytes(straight);
    assertThat(straight.counts().sampledOut()).as("something was sampled").isPositive();

    out.clear();
    tracks.clear();
    PartitionSegmenter segmenter = new PartitionSegmenter(0, 50, 5);
    for (Reading reading : readings) {
      segmenter = restarted(segmenter);
      tracks.replaceAll((entity, track) -> restarted(track));
      take(segmenter, reading);
    }

    assertThat(out.stream().map(PartitionSegmenterTest::bytes).toList())
        .usingElementComparator(java.util.Arrays::compare)
        .isEqualTo(expected);
    assertThat(bytes(segmenter)).isEqualTo(end);
  }

  private static PartitionSegmenter restarted(PartitionSegmenter segmenter) {
    PartitionSegmenter restored = new PartitionSegmenter(0, 50, 5);
    restored.readFrom(new StateReader(bytes(segmenter)));
    return restored;
  }

  private static EntityTrack restarted(EntityTrack track) {
    StateWriter state = new StateWriter(64);
    track.writeTo(state);
    EntityTrack restored = new EntityTrack(SineStream.ITEMS, SHAPE);
    restored.readFrom(new StateReader(state.toByteArray()));
    return restored;
  }

  private static byte[] bytes(PartitionSegmenter segmenter) {
    StateWriter state = new StateWriter(64);
    segmenter.writeTo(state);
    return state.toByteArray();
  }

  private static byte[] bytes(LearnInput input) {
    StateWriter state = new StateWriter(64);
    input.writeTo(state);
    return state.toByteArray();
  }
}
