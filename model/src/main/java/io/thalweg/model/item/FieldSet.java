package io.thalweg.model.item;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;

/**
 * Names and order of the fields of a reading.
 *
 * @param names distinct, at least one
 */
public record FieldSet(List<String> names) {
  private static final int ID_BYTES = 8;

  /** Checks that names are present and distinct. */
  public FieldSet {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a field set needs at least one field");
    }
    if (new HashSet<>(names).size() != names.size()) {
      throw new IllegalArgumentException("field names must be distinct: " + names);
    }
  }

  /** Number of fields. */
  public int size() {
    return names.size();
  }

  /** Sixteen hexadecimal digits that name this list in this order: a prefix of its SHA-256. */
  public String id() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String name : names) {
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
      }
      return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Appends the names. */
  public void writeTo(StateWriter out) {
    out.writeInt(names.size());
    names.forEach(out::writeString);
  }

  /** Reads what {@link #writeTo} wrote. */
  public static FieldSet readFrom(StateReader in) {
    List<String> names = new ArrayList<>();
    for (int i = in.readCount(Integer.BYTES); i > 0; i--) {
      names.add(in.readString());
    }
    return new FieldSet(names);
  }

  /** For each of these fields its index in {@code older}, or -1 where it is new. */
  public int[] indexIn(FieldSet older) {
    return names.stream().mapToInt(older.names::indexOf).toArray();
  }
}
