package io.thalweg.streams.store;

import io.thalweg.model.item.EntityTable;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The entities of one partition in a key-value store, and one more value for what belongs to the
 * partition as a whole.
 *
 * <p>Live objects are kept in an {@link EntityTable}; each event's change is put at once, so the
 * store is never behind. With caching enabled, a put costs the copy of the state, and the changelog
 * gets the last one per entity and commit.
 *
 * <p>Values begin with the offset of the entity's last event, by which the order of last sight is
 * restored. State written under another layout (other fields, other sizes) is dropped: entities are
 * relearned within a few dozen events.
 *
 * @param <S> what is remembered of an entity
 */
public final class EntityStore<S> {
  private static final String PARTITION = "p";
  private static final String ENTITY = "e:";

  private final KeyValueStore<String, byte[]> store;
  private final String layout;
  private final BiConsumer<S, StateWriter> write;
  private final StateWriter writer = new StateWriter(16 * 1024);

  /**
   * @param store Kafka Streams' store
   * @param layout names everything the bytes depend on
   * @param write writes an entity's state
   */
  public EntityStore(
      KeyValueStore<String, byte[]> store, String layout, BiConsumer<S, StateWriter> write) {
    this.store = store;
    this.layout = layout;
    this.write = write;
  }

  /**
   * Puts all entities back into a table, least recently seen first.
   *
   * @param create makes an empty state
   * @param read fills it
   * @return the partition's own state, if there is any of this layout
   */
  public Optional<StateReader> restore(
      EntityTable<S> table, Supplier<S> create, BiConsumer<S, StateReader> read) {
    byte[] partition = store.get(PARTITION);
    if (partition == null) {
      return Optional.empty();
    }
    StateReader state = new StateReader(partition);
    if (!state.readString().equals(layout)) {
      clear();
      return Optional.empty();
    }
    for (Row row : rows()) {
      S entity = create.get();
      read.accept(entity, row.state());
      table.restore(row.entity(), entity);
    }
    return Optional.of(state);
  }

  private record Row(String entity, long offset, StateReader state) {}

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        if (entry.key.startsWith(ENTITY)) {
          StateReader state = new StateReader(entry.value);
          rows.add(new Row(entry.key.substring(ENTITY.length()), state.readLong(), state));
        }
      }
    }
    rows.sort(Comparator.comparingLong(Row::offset));
    return rows;
  }

  private void clear() {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      all.forEachRemaining(entry -> keys.add(entry.key));
    }
    keys.forEach(store::delete);
  }

  /** Puts what an event at {@code offset} changed. */
  public void save(String entity, long offset, S state) {
    writer.clear().writeLong(offset);
    write.accept(state, writer);
    store.put(ENTITY + entity, writer.toByteArray());
  }

  /** Deletes an entity; its changelog gets a tombstone. */
  public void forget(String entity) {
    store.delete(ENTITY + entity);
  }

  /** Puts the partition's own state. */
  public void savePartition(java.util.function.Consumer<StateWriter> state) {
    writer.clear().writeString(layout);
    state.accept(writer);
    store.put(PARTITION, writer.toByteArray());
  }
}
