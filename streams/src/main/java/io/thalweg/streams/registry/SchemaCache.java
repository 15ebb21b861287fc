package io.thalweg.streams.registry;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the registry said of ids, least recently asked first to go: at most 1,000 ids whose schemas
 * have at most 16 Mi characters together. A schema never changes under its id; that an id is
 * unknown may change, and is believed for ten seconds. Thread-safe.
 */
final class SchemaCache {
  static final int MOST_IDS = 1_000;
  static final long MOST_CHARACTERS = 16L << 20;

  private static final long UNKNOWN_NANOS = 10_000_000_000L;

  private record Entry(WriterSchema schema, int characters, @Nullable Long untilNanos) {}

  private final Waiting clock;
  private final Map<Integer, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long characters;

  SchemaCache(Waiting clock) {
    this.clock = clock;
  }

  synchronized @Nullable WriterSchema get(int id) {
    Entry entry = entries.get(id);
    if (entry == null) {
      return null;
    }
    if (entry.untilNanos != null && clock.nanos() - entry.untilNanos >= 0) {
      remove(id);
      return null;
    }
    return entry.schema;
  }

  /**
   * @param size characters of the schema's text
   */
  synchronized void put(int id, WriterSchema schema, int size) {
    put(id, new Entry(schema, size, null));
  }

  synchronized void putUnknown(int id, WriterSchema.Unusable unknown) {
    put(id, new Entry(unknown, 0, clock.nanos() + UNKNOWN_NANOS));
  }

  private void put(int id, Entry entry) {
    remove(id);
    entries.put(id, entry);
    characters += entry.characters;
    while (entries.size() > MOST_IDS || characters > MOST_CHARACTERS) {
      Iterator<Entry> eldest = entries.values().iterator();
      characters -= eldest.next().characters;
      eldest.remove();
    }
  }

  private void remove(int id) {
    Entry old = entries.remove(id);
    characters -= old == null ? 0 : old.characters;
  }

  synchronized int size() {
    return entries.size();
  }
}
