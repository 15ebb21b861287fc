package io.thalweg.model.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.state.StateWriter;
import io.thalweg.model.testing.StoredState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EntityTrackTest {
  private static final ItemSettings ITEMS =
      new SensorItems(
          new FieldSet(List.of("level", "counter", "gaps")),
          Set.of("counter"),
          Duration.ofSeconds(3),
          50);

  /** A level, a counter that is reset now and then, a field with gaps; some out of order. */
  private static List<Reading> readings() {
    SplittableRandom random = new SplittableRandom(5);
    List<Reading> readings = new ArrayList<>();
    double counter = 0;
    for (int i = 0; i < 400; i++) {
      counter = i % 90 == 89 ? 0 : counter + random.nextInt(5);
      double gap = random.nextInt(4) == 0 ? Double.NaN : random.nextGaussian();
      long time = 1_000L * (i % 13 == 12 ? i - 2 : i);
      readings.add(
          new Reading("e", time, new double[] {random.nextGaussian(), counter, gap}, 0, i));
    }
    return readings;
  }

  private static String bytes(EntityTrack track) {
    StateWriter out = new StateWriter(64);
    track.writeTo(out);
    return java.util.HexFormat.of().formatHex(out.toByteArray());
  }

  @ParameterizedTest
  @CsvSource({"15,16,16", "0,4,4", "3,40,40", "5,6,2"})
  void restore_afterAnyReading_isTheTrackAsItWas(int context, int length, int stride) {
    SegmentShape shape = new SegmentShape(context, length, stride);
    EntityTrack track = new EntityTrack(ITEMS, shape);
    PartitionSegmenter segmenter = new PartitionSegmenter(0, 1_000, 1e6);
    StoredState stored = new StoredState();
    int mostInputs = 0;
    for (Reading reading : readings()) {
      segmenter.accept(track, reading, input -> {});
      stored.save(track);
      mostInputs = Math.max(mostInputs, stored.inputs());

      assertThat(bytes(stored.restore(new EntityTrack(ITEMS, shape)))).isEqualTo(bytes(track));
    }
    assertThat(mostInputs).isBetween(1, 16);
  }
}
