package io.thalweg.streams.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.EntityTable;
import io.thalweg.model.item.FieldMap;
import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.item.SensorItems;
import io.thalweg.model.state.Journal;
import io.thalweg.model.state.Journaled;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EntityStoreTest {
  private static final int MOST_INPUTS = 4;
  private static final int MOST_ENTITIES = 3;
  private static final long IDLE_MILLIS = 1_000;

  private final KeyValueStore<String, byte[]> rows =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("rows"), Serdes.String(), Serdes.ByteArray())
          .withLoggingDisabled()
          .build();

  /** All it ever took, in order: whatever is lost, doubled or swapped shows. */
  private static final class Tape implements Journaled {
    private final Journal journal;
    private final List<Long> taken = new ArrayList<>();

    Tape() {
      this(new Journal(MOST_INPUTS));
    }

    Tape(Journal journal) {
      this.journal = journal;
    }

    void take(long value) {
      taken.add(value);
    }

    /** Zero first, for the change of fields. */
    void adopt(Tape older, FieldMap fields) {
      take(0);
      older.taken.forEach(this::take);
    }

    @Override
    public Journal journal() {
      return journal;
    }

    @Override
    public void writeTo(StateWriter out) {
      out.writeInt(taken.size());
      taken.forEach(out::writeLong);
    }

    @Override
    public void readFrom(StateReader in) {
      taken.clear();
      for (int i = in.readInt(); i > 0; i--) {
        take(in.readLong());
      }
      in.expectEnd();
    }

    @Override
    public void writeInput(StateWriter out) {
      out.writeLong(taken.get(taken.size() - 1));
    }

    @Override
    public void replay(StateReader in) {
      take(in.readLong());
      in.expectEnd();
    }
  }

  /** What a processor holds; a new one begins with what is in the rows. */
  private final class Process {
    private final EntityStore<Tape> store;
    private final Tape partition;
    private final EntityTable<Tape> table;

    Process(String kind) {
      this(kind, "f");
    }

    Process(String kind, String field) {
      this(kind, field, new Journal(MOST_INPUTS));
    }

    Process(String kind, Journal ofPartition) {
      this(kind, "f", ofPartition);
    }

    private Process(String kind, String field, Journal ofPartition) {
      partition = new Tape(ofPartition);
      ItemSettings items = SensorItems.of(new FieldSet(List.of(field, "always")));
      store = new EntityStore<>(rows, EntityLayout.of(kind, items));
      table =
          new EntityTable<>(
              MOST_ENTITIES,
              Duration.ofMillis(IDLE_MILLIS),
              Tape::new,
              tape -> tape.taken.get(tape.taken.size() - 1),
              this::forget);
      store.restore(table, items, any -> new Tape(), Tape::adopt, partition);
    }

    private final List<String> forgotten = new ArrayList<>();

    private void forget(String entity, Tape tape) {
      forgotten.add(entity);
      store.forget(entity, tape);
    }

    /** An event whose time and value are its offset. */
    Tape event(String entity, long offset) {
      Tape tape = table.find(entity);
      tape.take(offset);
      partition.take(offset);
      table.seen(entity, tape, offset);
      store.save(entity, offset, tape);
      store.savePartition(table.streamMillis(), partition);
      return tape;
    }

    void eventInOneRow(String entity, long offset) {
      Tape tape = table.find(entity);
      tape.take(offset);
      partition.take(offset);
      table.seen(entity, tape, offset);
      store.saveBoth(entity, offset, tape, table.streamMillis(), partition);
    }

    void lateEvent(long offset) {
      partition.take(offset);
      store.savePartition(table.streamMillis(), partition);
    }
  }

  @BeforeEach
  void open() {
    rows.init(new MockProcessorContext<String, byte[]>().getStateStoreContext(), rows);
  }

  private TreeMap<String, Integer> sizes() {
    TreeMap<String, Integer> sizes = new TreeMap<>();
    try (KeyValueIterator<String, byte[]> all = rows.all()) {
      all.forEachRemaining(row -> sizes.put(row.key, row.value.length));
    }
    return sizes;
  }

  @Test
  void restore_afterAnyNumberOfEvents_isTheStateAsItWas() {
    for (long events = 0; events < 40; events++) {
      Process process = new Process("layout");
      if (events > 0) {
        process.event("one", events);
      }
      Process restored = new Process("layout");
      List<Long> expected = LongStream.rangeClosed(1, events).boxed().toList();
      assertThat(restored.table.find("one").taken).isEqualTo(expected);
      assertThat(restored.partition.taken).isEqualTo(expected);
    }
  }

  @Test
  void restore_amongEvictionsAndRequestedBases_isTheStateAsItWas() {
    SplittableRandom random = new SplittableRandom(3);
    Process always = new Process("layout");
    List<Process> fresh = new ArrayList<>();
    for (long offset = 0; offset < 2_000; offset++) {
      String entity = "e" + random.nextInt(5);
      if (random.nextInt(9) == 0) {
        always.table.find(entity).journal().requestBase();
      }
      Tape tape = always.event(entity, offset);
      if (random.nextInt(7) == 0) {
        Process restored = new Process("layout");
        fresh.add(restored);
        assertThat(restored.table.size()).isEqualTo(always.table.size());
        assertThat(restored.table.find(entity).taken).isEqualTo(tape.taken);
        assertThat(restored.partition.taken).isEqualTo(always.partition.taken);
        assertThat(restored.table.streamMillis()).isEqualTo(offset);
      }
    }
    assertThat(always.forgotten).as("evictions happened").hasSizeGreaterThan(100);
    assertThat(fresh).hasSizeGreaterThan(100);
  }

  @Test
  void restore_inAnyProcess_evictsInTheSameOrder() {
    SplittableRandom random = new SplittableRandom(4);
    Process process = new Process("layout");
    for (long offset = 0; offset < 20; offset++) {
      process.event("e" + random.nextInt(3), offset);
    }
    Process restored = new Process("layout");
    for (long offset = 20; offset < 24; offset++) {
      restored.event("new" + offset, offset);
    }
    List<String> afterRestart = List.copyOf(restored.forgotten);
    for (long offset = 20; offset < 24; offset++) {
      process.event("new" + offset, offset);
    }

    assertThat(afterRestart).hasSize(4).isEqualTo(process.forgotten);
  }

  /** As learning keeps it: in the rows of the entities, alone where no entity changes. */
  @Test
  void restore_partitionInTheRowsOfItsEntities_isTheStateAsItWas() {
    SplittableRandom random = new SplittableRandom(5);
    Process always = new Process("layout", new Journal(0));
    for (long offset = 0; offset < 2_000; offset++) {
      if (random.nextInt(5) == 0) {
        always.lateEvent(offset);
      } else {
        String entity = "e" + random.nextInt(5);
        if (random.nextInt(9) == 0) {
          always.table.find(entity).journal().requestBase();
        }
        always.eventInOneRow(entity, offset);
      }
      Process restored = new Process("layout", new Journal(0));
      assertThat(restored.partition.taken).isEqualTo(always.partition.taken);
      assertThat(restored.table.streamMillis()).isEqualTo(always.table.streamMillis());
      assertThat(restored.table.size()).isEqualTo(always.table.size());
      if (random.nextInt(7) == 0) {
        always = restored;
      }
    }
    assertThat(always.partition.taken).hasSize(2_000);
    assertThat(sizes().keySet()).as("the partition has no input rows").doesNotContain("r0");
  }

  @Test
  void saveBoth_oneEvent_putsOneRow() {
    Process process = new Process("layout", new Journal(0));
    process.eventInOneRow("one", 1);
    TreeMap<String, Integer> before = sizes();
    process.eventInOneRow("one", 2);

    TreeMap<String, Integer> after = sizes();
    after.keySet().removeAll(before.keySet());
    assertThat(after.keySet()).containsExactly("r1one");
  }

  /** The bytes of an event do not grow with its entity's state. */
  @Test
  void save_oneEvent_putsItsInputAndNotTheState() {
    Process process = new Process("layout");
    for (long offset = 0; offset < 1_001; offset++) {
      process.event("one", offset);
    }

    TreeMap<String, Integer> sizes = sizes();

    assertThat(sizes).containsKeys("a", "b", "bone").hasSize(3 + 2 * MOST_INPUTS);
    assertThat(sizes.get("bone")).isGreaterThan(7_000);
    assertThat(sizes.get("r0one")).as("an int and two longs of header, one of input").isEqualTo(28);
  }

  @Test
  void forget_anEntity_leavesNoRowOfIt() {
    Process process = new Process("layout");
    for (long offset = 0; offset < 9; offset++) {
      process.event("gone", offset);
    }
    process = new Process("layout");
    process.event("a", 10);
    process.event("b", 11);
    process.event("c", 12);

    assertThat(process.forgotten).containsExactly("gone");
    assertThat(sizes().keySet()).noneMatch(key -> key.contains("gone"));
    assertThat(new Process("layout").table.find("gone").taken).isEmpty();
  }

  @Test
  void forget_andSeenAgain_beginsAnew() {
    Process process = new Process("layout");
    for (long offset = 0; offset < 7; offset++) {
      process.event("back", offset);
    }
    process.event("other", 5_000);
    process.event("back", 5_001);

    assertThat(new Process("layout").table.find("back").taken).containsExactly(5_001L);
  }

  @Test
  void restore_anotherLayout_dropsEveryRowWithTheFirstPut() {
    Process old = new Process("old");
    for (long offset = 0; offset < 9; offset++) {
      old.event("one", offset);
    }
    rows.put("p", new byte[] {1}); // as the first layout had it
    rows.put("e:one", new byte[] {2});

    Process process = new Process("new");
    assertThat(process.table.size()).isZero();
    process.event("two", 10);

    assertThat(sizes().keySet()).containsExactlyInAnyOrder("a", "r0", "r0two");
    assertThat(new Process("new").table.find("two").taken).containsExactly(10L);
  }

  @Test
  void restore_otherFields_replacesTheRowsWithTheFirstPut() {
    Process older = new Process("layout", "old");
    for (long offset = 1; offset < 7; offset++) {
      older.event("one", offset);
      older.event("two", offset + 10);
    }
    TreeMap<String, Integer> before = sizes();
    new Process("layout", "new"); // stopped before a record came
    assertThat(sizes()).isEqualTo(before);

    Process process = new Process("layout", "new");
    process.event("two", 20);

    for (Process after : List.of(process, new Process("layout", "new"))) {
      assertThat(after.table.find("one").taken).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
      assertThat(after.table.find("two").taken)
          .containsExactly(0L, 11L, 12L, 13L, 14L, 15L, 16L, 20L);
      assertThat(after.partition.taken).endsWith(6L, 16L, 20L).hasSize(13);
    }
    assertThat(sizes().keySet()).containsExactlyInAnyOrder("a", "b", "bone", "btwo");
  }

  @Test
  void restore_otherFieldsAndAnEntityForgottenAtOnce_leavesNoRowOfIt() {
    Process older = new Process("layout", "old");
    older.event("gone", 1);
    older.event("b", 2);
    older.event("c", 3);

    Process process = new Process("layout", "new");
    process.event("d", 4);

    assertThat(process.forgotten).containsExactly("gone");
    assertThat(sizes().keySet()).noneMatch(key -> key.contains("gone"));
    assertThat(new Process("layout", "new").table.find("b").taken).containsExactly(0L, 2L);
  }

  /** Stream time used to be that of the entities still remembered. */
  @Test
  void restore_entityThatSetTheStreamTimeWasForgotten_keepsTheStreamTime() {
    Process process = new Process("layout");
    process.event("future", 9_000);
    for (String entity : List.of("a", "b", "c")) {
      Tape tape = process.table.find(entity);
      tape.take(10);
      process.table.seen(entity, tape, 10);
      process.store.save(entity, 10, tape);
      process.store.savePartition(process.table.streamMillis(), process.partition);
    }
    assertThat(process.forgotten).contains("future");

    assertThat(new Process("layout").table.streamMillis()).isEqualTo(9_000);
  }
}
