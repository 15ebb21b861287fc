package io.thalweg.schema;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.util.Utf8;

/**
 * Reads an array of names that is nearly always the same as in the message before: the bytes are
 * compared with the ones known, and as long as nothing differs the same list is returned, without
 * making a string. Confined to one thread.
 */
final class NameReader {
  private final List<Utf8> known = new ArrayList<>();
  private final Utf8 next = new Utf8();
  private List<String> names = List.of();

  /** Outlives a failed read: the list is made again whenever the known bytes have changed. */
  private boolean stale;

  List<String> read(BinaryDecoder in) throws IOException {
    int count = 0;
    for (long block = in.readArrayStart(); block != 0; block = in.arrayNext()) {
      for (long i = 0; i < block; i++) {
        accept(count++, in.readString(next));
      }
    }
    truncate(count);
    if (stale) {
      names = known.stream().map(Utf8::toString).toList();
      stale = false;
    }
    return names;
  }

  private void accept(int index, Utf8 name) {
    if (index < known.size() && known.get(index).equals(name)) {
      return;
    }
    truncate(index);
    known.add(new Utf8(name));
    stale = true;
  }

  private void truncate(int count) {
    if (known.size() > count) {
      known.subList(count, known.size()).clear();
      stale = true;
    }
  }
}
