package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ContextTableTest {
  /** 128 slots, 128 pairs. */
  private static final long SMALL = 2048;

  private final Map<Integer, Map<Integer, Integer>> exact = new HashMap<>();
  private long aged;

  @Test
  void add_anythingForAnyTime_equalsMapsThatAreHalvedWhenItAges() {
    ContextTable table = new ContextTable(SMALL);
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 20_000; i++) {
      // Few contexts come often, so that some counts outlive what makes room.
      int key = 1 + (int) (300 * Math.pow(random.nextDouble(), 3));
      int id = random.nextInt(6);
      addExactly(table, key, id);
      if (i % 50 == 0) {
        assertSame(table);
      }
    }
    assertThat(aged).as("it had to make room").isGreaterThan(20);
    assertThat(table.pairs()).isEqualTo(exact.values().stream().mapToInt(Map::size).sum());
    assertThat(table.contexts()).isEqualTo(exact.size());
  }

  private void addExactly(ContextTable table, int key, int id) {
    Map<Integer, Integer> before = exact.getOrDefault(key, Map.of());
    assertThat(table.add(key, id)).isEqualTo(before.containsKey(id));
    for (; aged < table.aged(); aged++) {
      exact.values().forEach(ids -> ids.replaceAll((i, count) -> count / 2));
      exact.values().forEach(ids -> ids.values().removeIf(count -> count == 0));
      exact.values().removeIf(Map::isEmpty);
    }
    exact.computeIfAbsent(key, k -> new TreeMap<>()).merge(id, 1, Integer::sum);
  }

  private void assertSame(ContextTable table) {
    for (int key = 1; key <= 301; key++) {
      assertThat(counts(table, key)).isEqualTo(exact.getOrDefault(key, Map.of()));
    }
  }

  private static Map<Integer, Integer> counts(ContextTable table, int key) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int pair = table.first(key); pair >= 0; pair = table.next(pair)) {
      assertThat(counts.put(table.id(pair), table.count(pair))).isNull();
    }
    return counts;
  }

  @Test
  void add_moreThanACountHolds_halvesThatContextAndLosesNoId() {
    ContextTable table = new ContextTable(SMALL);
    table.add(5, 1);
    table.add(6, 1);
    for (int i = 0; i < 70_000; i++) {
      table.add(5, 2);
    }
    // 65,535 is halved to 32,768, and one added; 4,464 more follow.
    assertThat(counts(table, 5)).isEqualTo(Map.of(1, 1, 2, 32_768 + 1 + 4_464));
    assertThat(counts(table, 6)).isEqualTo(Map.of(1, 1));
  }

  @Test
  void bytes_anyNumberOfContexts_staysWhatWasGiven() {
    ContextTable table = new ContextTable(5_000);
    for (int i = 1; i < 10_000; i++) {
      table.add(i * 7919, i % 3);
    }
    assertThat(table.bytes()).isBetween(4_000L, 5_000L);
    assertThat(4 * table.contexts()).isLessThanOrEqualTo(3 * 256);
  }

  @Test
  void readFrom_anotherSize_isRefused() {
    StateWriter out = new StateWriter(16);
    new ContextTable(SMALL).writeTo(out);
    assertThatThrownBy(
            () -> new ContextTable(2 * SMALL).readFrom(new StateReader(out.toByteArray())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("counts of 128 contexts and 128 pairs do not fit 256 and 256");
  }
}
