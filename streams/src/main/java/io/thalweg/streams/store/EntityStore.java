package io.thalweg.streams.store;

import io.thalweg.model.item.EntityTable;
import io.thalweg.model.item.FieldMap;
import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.state.Journal;
import io.thalweg.model.state.Journaled;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The entities of one partition in a key-value store, and what belongs to the partition as a whole.
 *
 * <p>Live objects are kept in an {@link EntityTable}; each event's change is put at once, so the
 * store is never behind. An event costs the bytes of its own input: a state is its base and the
 * inputs since ({@link Journaled}), one row each, in slots that are used again after every base.
 *
 * <p>Rows: {@code a} the layout; {@code b<entity>} a base; {@code r<slot><entity>} an input. No
 * entity has an empty name: that is the partition's own state. Every row but the first holds the
 * partition's state or nothing, then the number of inputs its state had taken before it, by which
 * inputs from before the base are known and ignored, and with a mark: the offset of the entity's
 * event, by which the order of last sight is restored, and for the partition its stream time.
 *
 * <p>Where the partition's own state is a few counters, it travels in the rows of its entities
 * ({@link #saveBoth}): a put costs more than its bytes. Of all rows that hold it the one that has
 * taken most inputs is right, and that one is always there: what is overwritten or deleted is older
 * than the put that follows.
 *
 * <p>State of other fields is carried over, what is known of fields both have. It stays in the
 * store as it is until the first put, which replaces all of it: in the transaction of the record
 * that caused the put, so that before that a restart carries over the same once more. (A put while
 * a processor is initialised would belong to no record, and need never be committed.) State of
 * another kind (other sizes) is dropped with the first put: entities are relearned within a few
 * dozen events.
 *
 * @param <S> what is remembered of an entity
 */
public final class EntityStore<S extends Journaled> {
  private static final String LAYOUT = "a";
  private static final char BASE = 'b';
  private static final char INPUT = 'r';
  private static final char FIRST_SLOT = '0';
  private static final String PARTITION = "";

  private final KeyValueStore<String, byte[]> store;
  private final EntityLayout layout;
  private final StateWriter writer = new StateWriter(16 * 1024);
  private final StateWriter rider = new StateWriter(256);

  /** Whether all rows, if there are any, are of this layout. */
  private boolean prepared;

  /** Entities carried over that are yet to be put. */
  private final Map<String, Restored<S>> carriedOver = new LinkedHashMap<>();

  /** Makes the state of an entity of which nothing has been seen. */
  @FunctionalInterface
  public interface Creation<S> {
    /** A state of these items. */
    S create(ItemSettings items);
  }

  /** Makes a state of which nothing has been seen the same entity's with other fields. */
  @FunctionalInterface
  public interface Adoption<S> {
    /** Takes over what is known of fields both have. */
    void adopt(S now, S older, FieldMap fields);
  }

  /**
   * @param store Kafka Streams' store
   * @param layout everything the bytes depend on
   */
  public EntityStore(KeyValueStore<String, byte[]> store, EntityLayout layout) {
    this.store = store;
    this.layout = layout;
  }

  /**
   * Puts all entities back into a table, least recently seen first, and the partition's state.
   *
   * @param items of this layout
   * @param create makes an empty state
   * @param adopt carries a state over to these items
   * @param partition filled, if there is a state of this kind
   * @return how the fields have changed since the state was put; empty where they have not
   */
  public Optional<FieldMap> restore(
      EntityTable<S> table,
      ItemSettings items,
      Creation<S> create,
      Adoption<S> adopt,
      Journaled partition) {
    byte[] stored = store.get(LAYOUT);
    Optional<EntityLayout> older =
        Optional.ofNullable(stored)
            .flatMap(EntityLayout::fromBytes)
            .filter(other -> other.kind().equals(layout.kind()));
    if (older.isEmpty()) {
      return Optional.empty();
    }
    ItemSettings olderItems = older.get().items(items);
    List<Restored<S>> order = restore(table, () -> create.create(olderItems), partition);
    prepared = older.get().equals(layout);
    if (prepared) {
      order.forEach(entity -> table.restore(entity.name, entity.state));
      return Optional.empty();
    }
    FieldMap fields = FieldMap.between(olderItems, items);
    for (Restored<S> entity : order) {
      Restored<S> now = new Restored<>(entity.name, create.create(items));
      now.mark = entity.mark;
      adopt.adopt(now.state, entity.state, fields);
      table.restore(now.name, now.state);
      carriedOver.put(now.name, now);
    }
    partition.journal().requestBase();
    return Optional.of(fields);
  }

  private List<Restored<S>> restore(EntityTable<S> table, Supplier<S> create, Journaled partition) {
    Map<String, Restored<S>> entities = new HashMap<>();
    Restored<Journaled> whole = new Restored<>(PARTITION, partition);
    try (KeyValueIterator<String, byte[]> rows = store.all()) {
      // In the order of their keys: bases first, then inputs slot by slot.
      while (rows.hasNext()) {
        KeyValue<String, byte[]> row = rows.next();
        if (!row.key.equals(LAYOUT)) {
          StateReader in = new StateReader(row.value);
          whole.ride(in.readPart());
          String name = nameOf(row.key);
          Restored<?> state =
              name.equals(PARTITION)
                  ? whole
                  : entities.computeIfAbsent(name, n -> new Restored<>(n, create.get()));
          state.take(row.key.charAt(0) == BASE, in);
        }
      }
    }
    whole.alight();
    List<Restored<S>> order = new ArrayList<>(entities.values());
    order.sort(Comparator.comparingLong(entity -> entity.mark));
    table.restoreStreamTime(whole.mark);
    return order;
  }

  private static String nameOf(String key) {
    return key.substring(key.charAt(0) == BASE ? 1 : 2);
  }

  /** A state on its way back. */
  private static final class Restored<S extends Journaled> {
    final String name;
    final S state;
    long mark = Long.MIN_VALUE;

    /** Of the states met in rows of others the one that has taken most inputs. */
    private @Nullable StateReader newest;

    private long newestTaken;

    Restored(String name, S state) {
      this.name = name;
      this.state = state;
    }

    /** Meets what a row of another state holds of this one: nothing, or all of it. */
    void ride(StateReader in) {
      if (in.hasNext()) {
        long taken = in.readLong();
        if (newest == null || taken > newestTaken) {
          newest = in;
          newestTaken = taken;
        }
      }
    }

    /** Takes what was met, unless its own rows are newer. */
    void alight() {
      if (newest != null && newestTaken > state.journal().taken()) {
        mark = newest.readLong();
        state.readFrom(newest);
        state.journal().atBase(newestTaken);
      }
    }

    void take(boolean base, StateReader in) {
      Journal journal = state.journal();
      long taken = in.readLong();
      if (base) {
        mark = in.readLong();
        state.readFrom(in);
        journal.atBase(taken);
      } else if (taken == journal.taken()) {
        mark = in.readLong();
        state.replay(in);
        journal.count();
      }
    }
  }

  /** Puts what an event at {@code offset} changed of its entity. */
  public void save(String entity, long offset, S state) {
    rider.clear();
    put(entity, offset, state);
  }

  /** Puts what a record changed of the partition's own state. */
  public void savePartition(long streamMillis, Journaled partition) {
    rider.clear();
    put(PARTITION, streamMillis, partition);
  }

  /**
   * Puts what an event changed of its entity, and of the partition's own state, in one row. For a
   * state that is always put whole: see {@link Journal}.
   */
  public void saveBoth(
      String entity, long offset, S state, long streamMillis, Journaled partition) {
    Journal journal = partition.journal();
    journal.count();
    rider.clear().writeLong(journal.taken()).writeLong(streamMillis);
    partition.writeTo(rider);
    journal.atBase(journal.taken());
    put(entity, offset, state);
  }

  private void put(String name, long mark, Journaled state) {
    if (!prepared) {
      prepare(name, state);
    }
    Journal journal = state.journal();
    long before = journal.taken();
    journal.count();
    if (journal.isBaseDue()) {
      putBase(name, mark, state);
    } else {
      writer.clear().writePart(rider).writeLong(before).writeLong(mark);
      state.writeInput(writer);
      store.put(inputKey(journal.slot(), name), writer.toByteArray());
    }
  }

  private void putBase(String name, long mark, Journaled state) {
    Journal journal = state.journal();
    writer.clear().writePart(rider).writeLong(journal.taken()).writeLong(mark);
    state.writeTo(writer);
    store.put(BASE + name, writer.toByteArray());
    journal.atBase(journal.taken());
  }

  /** Replaces rows of another layout; {@code state} has taken its input already. */
  private void prepare(String name, Journaled state) {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      all.forEachRemaining(entry -> keys.add(entry.key));
    }
    keys.forEach(store::delete);
    store.put(LAYOUT, layout.toBytes());
    if (carriedOver.remove(name) != null) {
      state.journal().requestBase();
    }
    carriedOver.values().forEach(other -> putBase(other.name, other.mark, other.state));
    carriedOver.clear();
    prepared = true;
  }

  /** Deletes all rows of an entity; its changelog gets tombstones. */
  public void forget(String entity, S state) {
    carriedOver.remove(entity);
    store.delete(BASE + entity);
    for (int slot = 0; slot < state.journal().slotsUsed(); slot++) {
      store.delete(inputKey(slot, entity));
    }
  }

  private static String inputKey(int slot, String name) {
    return "" + INPUT + (char) (FIRST_SLOT + slot) + name;
  }
}
