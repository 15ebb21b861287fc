package io.thalweg.model.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EntityTableTest {
  private final List<String> evicted = new ArrayList<>();

  /** State: the newest time, set by the test as an entity's items would. */
  private EntityTable<long[]> table(int most, long idleMillis) {
    return new EntityTable<>(
        most,
        Duration.ofMillis(idleMillis),
        () -> new long[] {Long.MIN_VALUE},
        state -> state[0],
        (entity, state) -> evicted.add(entity));
  }

  private static long[] event(EntityTable<long[]> table, String entity, long millis) {
    long[] state = table.find(entity);
    state[0] = Math.max(state[0], millis);
    table.seen(entity, state, millis);
    return state;
  }

  @Test
  void seen_sameEntity_givesTheSameState() {
    EntityTable<long[]> table = table(2, 100);

    assertThat(event(table, "a", 1)).isSameAs(event(table, "a", 2));
    assertThat(evicted).isEmpty();
  }

  @Test
  void seen_oneTooMany_forgetsTheLeastRecentlySeen() {
    EntityTable<long[]> table = table(2, 100);
    event(table, "a", 1);
    event(table, "b", 2);
    event(table, "a", 3);

    event(table, "c", 4);

    assertThat(evicted).containsExactly("b");
    assertThat(table.size()).isEqualTo(2);
  }

  @Test
  void seen_afterTheIdleTime_forgetsTheSilent() {
    EntityTable<long[]> table = table(10, 100);
    event(table, "a", 0);
    event(table, "b", 10);
    event(table, "c", 100);
    assertThat(evicted).isEmpty();

    event(table, "c", 111);

    assertThat(evicted).containsExactly("a", "b");
  }

  @Test
  void seen_limitOfOne_keepsTheEntityOfTheEvent() {
    EntityTable<long[]> table = table(1, 100);
    event(table, "a", 0);

    long[] b = event(table, "b", 1);

    assertThat(evicted).containsExactly("a");
    assertThat(event(table, "b", 2)).isSameAs(b);
  }

  @Test
  void restore_inOrder_evictsAsBefore() {
    EntityTable<long[]> table = table(2, 1_000);
    table.restore("a", new long[] {5});
    table.restore("b", new long[] {3});

    event(table, "c", 6);

    assertThat(evicted).as("order of restoring, not of time").containsExactly("a");
  }

  /** Stream time used to be taken from the entities restored. */
  @Test
  void restoreStreamTime_setByAForgottenEntity_evictsAsBefore() {
    EntityTable<long[]> table = table(10, 100);
    table.restore("old", new long[] {0});
    table.restoreStreamTime(500);

    event(table, "c", 1);

    assertThat(evicted).as("stream time is 500 though all entities are older").contains("old");
    assertThat(table.streamMillis()).isEqualTo(500);
  }

  /** It used to move its entity to the recently seen ones, in memory only. */
  @Test
  void find_forALateEvent_doesNotMoveTheEntity() {
    EntityTable<long[]> table = table(2, 100);
    event(table, "a", 1);
    event(table, "b", 2);

    table.find("a");
    event(table, "c", 3);

    assertThat(evicted).containsExactly("a");
  }

  @Test
  void find_unknownEntity_remembersNothing() {
    EntityTable<long[]> table = table(2, 100);

    table.find("a");

    assertThat(table.size()).isZero();
  }
}
