package io.thalweg.model.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.item.EntityItems.Arrival;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SensorEntityItemsTest {
  private static final SensorItems SETTINGS =
      new SensorItems(
          new FieldSet(List.of("level", "total")), Set.of("total"), Duration.ofSeconds(10), 100);

  private final SensorEntityItems items = new SensorEntityItems(SETTINGS);

  private Arrival arrive(long seconds, double level, double total) {
    return items.arrive(new Reading("e", 1_000 * seconds, new double[] {level, total}, 0, 0));
  }

  @Test
  void arrive_olderThanTheGrace_isLateAndChangesNothing() {
    arrive(100, 1, 5);
    items.items();
    byte[] before = bytes(items);

    assertThat(arrive(89, 2, 6)).isEqualTo(Arrival.LATE);

    assertThat(bytes(items)).isEqualTo(before);
    assertThat(items.values()).containsExactly(1, Double.NaN);
  }

  @Test
  void arrive_withinTheGrace_isTakenOutOfOrder() {
    arrive(100, 1, 5);

    assertThat(arrive(90, 2, 6)).isEqualTo(Arrival.OUT_OF_ORDER);

    assertThat(items.values()[0]).isEqualTo(2);
    assertThat(items.newestMillis()).as("the newest stays").isEqualTo(100_000);
  }

  @Test
  void arrive_sameTime_isOnTime() {
    arrive(100, 1, 5);

    assertThat(arrive(100, 2, 6)).isEqualTo(Arrival.ON_TIME);
    assertThat(items.values()[1]).as("no time has passed: no rate").isNaN();
  }

  @Test
  void arrive_negativeTimes_areTimesLikeOthers() {
    assertThat(arrive(-100, 1, 5)).isEqualTo(Arrival.ON_TIME);
    assertThat(arrive(-98, 1, 9)).isEqualTo(Arrival.ON_TIME);
    assertThat(items.values()[1]).isEqualTo(2);
  }

  @Test
  void values_counter_isItsRatePerSecond() {
    arrive(0, 1, 100);
    assertThat(items.values()).containsExactly(1, Double.NaN);

    arrive(4, 1, 110);
    assertThat(items.values()).containsExactly(1, 2.5);
  }

  @Test
  void values_counterReset_isMissingOnceThenGoesOn() {
    arrive(0, 1, 100);
    arrive(1, 1, 3);
    assertThat(items.values()[1]).isNaN();

    arrive(2, 1, 7);
    assertThat(items.values()[1]).isEqualTo(4);
  }

  @Test
  void values_counterGap_isMissingUntilTwoValuesInARow() {
    arrive(0, 1, 100);
    arrive(1, 1, Double.NaN);
    assertThat(items.values()[1]).isNaN();
    arrive(2, 1, 110);
    assertThat(items.values()[1]).isNaN();
    arrive(3, 1, 112);
    assertThat(items.values()[1]).isEqualTo(2);
  }

  @Test
  void values_counterOutOfOrder_isMissingThenSpansTheStepBack() {
    arrive(10, 1, 100);
    arrive(8, 1, 96);
    assertThat(items.values()[1]).isNaN();

    arrive(12, 1, 104);
    assertThat(items.values()[1]).as("(104 - 96) / (12 - 8)").isEqualTo(2);
  }

  @Test
  void arrive_otherNumberOfValues_isRefusedWithBothNumbers() {
    Reading reading = new Reading("e", 0, new double[3], 0, 0);

    assertThatThrownBy(() -> items.arrive(reading))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3")
        .hasMessageContaining("2");
  }

  @Test
  void arrive_leavesTheReadingUntouched() {
    arrive(0, 1, 100);
    double[] values = {2, 130};
    items.arrive(new Reading("e", 1_000, values, 0, 0));
    items.items();

    assertThat(values).containsExactly(2, 130);
  }

  @Test
  void readFrom_continuesBitForBit() {
    for (int t = 0; t < 20; t++) {
      arrive(t, t % 5, 3L * t);
      items.items();
    }
    SensorEntityItems restored = new SensorEntityItems(SETTINGS);
    restored.readFrom(new StateReader(bytes(items)));

    Reading next = new Reading("e", 21_500, new double[] {4, 99}, 0, 0);
    assertThat(restored.arrive(next)).isEqualTo(items.arrive(next));
    assertThat(restored.values()).isEqualTo(items.values());
    assertThat(restored.items()).isEqualTo(items.items());
    assertThat(bytes(restored)).isEqualTo(bytes(items));
  }

  @Test
  void itemSettings_counterThatIsNoField_isRefusedByName() {
    FieldSet fields = new FieldSet(List.of("a"));

    assertThatThrownBy(() -> new SensorItems(fields, Set.of("b"), Duration.ZERO, 100))
        .hasMessageContaining("'b'");
  }

  private static byte[] bytes(SensorEntityItems items) {
    StateWriter out = new StateWriter(64);
    items.writeTo(out);
    return out.toByteArray();
  }
}
