package io.thalweg.streams.store;

import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that the bytes of an entity's state depend on. Fields and counters are told apart from the
 * rest: a state of other fields can be carried over.
 *
 * @param kind names everything but the fields
 * @param fields of the items
 * @param counters those that are turned into rates
 */
public record EntityLayout(String kind, FieldSet fields, Set<String> counters) {

  /** The layout of states of a kind that are made of these items. */
  public static EntityLayout of(String kind, ItemSettings items) {
    return new EntityLayout(kind + "/" + items.layout(), items.fields(), items.counters());
  }

  /** The items of this layout's fields, all else being as in {@code items}. */
  ItemSettings items(ItemSettings items) {
    return items.withFields(fields, counters);
  }

  byte[] toBytes() {
    StateWriter out = new StateWriter(1024).writeString(kind);
    fields.writeTo(out);
    out.writeInt(counters.size());
    new TreeSet<>(counters).forEach(out::writeString);
    return out.toByteArray();
  }

  /** Reads what {@link #toBytes} wrote; empty for what something else has. */
  static Optional<EntityLayout> fromBytes(byte[] bytes) {
    try {
      StateReader in = new StateReader(bytes);
      String kind = in.readString();
      FieldSet fields = FieldSet.readFrom(in);
      Set<String> counters = new HashSet<>();
      for (int i = in.readCount(Integer.BYTES); i > 0; i--) {
        counters.add(in.readString());
      }
      EntityLayout layout = new EntityLayout(kind, fields, Set.copyOf(counters));
      return Arrays.equals(bytes, layout.toBytes()) ? Optional.of(layout) : Optional.empty();
    } catch (IllegalStateException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
