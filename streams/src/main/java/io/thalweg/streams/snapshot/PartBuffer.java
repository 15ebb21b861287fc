package io.thalweg.streams.snapshot;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parts whose manifest has not come yet.
 *
 * <p>Bounded in bytes, whatever a topic holds: beyond that the parts that came first are forgotten.
 * A complete version's parts come one after the other in one transaction, so what is forgotten is
 * left over from versions that have been overwritten. Not thread-safe.
 */
final class PartBuffer {
  /** Room for one version of the largest size and as much left over from older ones. */
  static final long MAX_BYTES = 2L * BodyParts.MAX_BODY_BYTES;

  /** What an entry costs beside its bytes, so that empty values are bounded too. */
  private static final int ENTRY_BYTES = 128;

  private final long maxBytes;
  private final LinkedHashMap<Key, byte[]> parts = new LinkedHashMap<>();
  private long bytes;

  private record Key(String place, int index) {}

  PartBuffer(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Keeps a part in the place of any earlier one; a null value only forgets that one. */
  void put(String place, int index, byte @Nullable [] value) {
    Key key = new Key(place, index);
    byte[] earlier = parts.remove(key);
    bytes -= earlier == null ? 0 : cost(earlier);
    if (value == null) {
      return;
    }
    parts.put(key, value);
    bytes += cost(value);
    Iterator<byte[]> eldest = parts.values().iterator();
    while (bytes > maxBytes && eldest.hasNext()) {
      bytes -= cost(eldest.next());
      eldest.remove();
    }
  }

  /** Hands over the parts of a place, by index, and forgets them. */
  Map<Integer, byte[]> take(String place) {
    Map<Integer, byte[]> taken = new HashMap<>();
    Iterator<Map.Entry<Key, byte[]>> all = parts.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Key, byte[]> part = all.next();
      if (part.getKey().place().equals(place)) {
        taken.put(part.getKey().index(), part.getValue());
        bytes -= cost(part.getValue());
        all.remove();
      }
    }
    return taken;
  }

  long bytes() {
    return bytes;
  }

  private static long cost(byte[] part) {
    return (long) part.length + ENTRY_BYTES;
  }
}
