package io.thalweg.model.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FieldMapTest {
  private static final float NAN = Float.NaN;
  private static final FieldSet OLDER = new FieldSet(List.of("a", "b", "c"));

  /** Order changed, b gone, d new. */
  private static final FieldMap MAP = FieldMap.between(OLDER, new FieldSet(List.of("d", "c", "a")));

  @Test
  void blocks_levelsAndChanges_moveTogether() {
    assertThat(MAP.origins()).containsExactly(-1, 2, 0);
    assertThat(MAP.blocks(2)).containsExactly(-1, 2, 0, -1, 5, 3);
  }

  @Test
  void items_newField_isMissing() {
    float[] items = {1, 2, 3, 10, 20, 30, 4, 5, 6, 40, 50, 60};

    assertThat(MAP.items(items)).containsExactly(NAN, 3, 1, NAN, 30, 10, NAN, 6, 4, NAN, 60, 40);
    assertThat(items).as("untouched").startsWith(1, 2, 3, 10);
  }

  @Test
  void segment_otherContext_keepsTheNewestItems() {
    double[] scales = {1, 2, 3};
    Segment segment =
        new Segment(
            "e",
            4,
            99,
            5_000,
            1,
            1,
            1,
            new float[] {1, 2, 3, 10, 20, 30, 4, 5, 6, 40, 50, 60},
            new ScalePrior(scales, scales, scales));

    Segment shorter = MAP.segment(segment, 0);
    Segment longer = MAP.segment(segment, 2);

    assertThat(shorter.items()).containsExactly(NAN, 6, 4, NAN, 60, 40);
    assertThat(longer.items()).hasSize(18).endsWith(MAP.items(segment.items()));
    assertThat(longer.items()).startsWith(NAN, NAN, NAN, NAN, NAN, NAN);
    assertThat(longer.context()).isEqualTo(2);
    assertThat(longer.lastOffset()).isEqualTo(99);
    assertThat(longer.scales().scale()).containsExactly(Double.NaN, 3, 1);
  }

  @Test
  void between_fieldBecomesACounter_isAnother() {
    ItemSettings gauges = new SensorItems(OLDER, Set.of("c"), Duration.ZERO, 100);
    ItemSettings counters = gauges.withFields(OLDER, Set.of("b", "c"));

    FieldMap map = FieldMap.between(gauges, counters);

    assertThat(map.origins()).containsExactly(0, -1, 2);
    assertThat(map.keepsAll()).isFalse();
    assertThat(FieldMap.between(gauges, gauges).keepsAll()).isTrue();
  }

  @Test
  void keeps_reorderedRemovedOrNoneInCommon_isTold() {
    FieldMap reordered = FieldMap.between(OLDER, new FieldSet(List.of("c", "b", "a")));
    FieldMap removed = FieldMap.between(OLDER, new FieldSet(List.of("a")));
    FieldMap foreign = FieldMap.between(OLDER, new FieldSet(List.of("x", "y", "z")));

    assertThat(reordered.keepsAll()).isTrue();
    assertThat(removed.keepsAll()).isFalse();
    assertThat(removed.hasNew()).isFalse();
    assertThat(removed.keepsAny()).isTrue();
    assertThat(foreign.keepsAny()).isFalse();
  }
}
