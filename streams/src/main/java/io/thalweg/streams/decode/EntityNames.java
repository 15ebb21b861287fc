package io.thalweg.streams.decode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Checked entity names, each as one shared string: a direct-mapped cache from UTF-8 bytes to text.
 * A name that meets an occupied slot takes it over, so memory is bounded (at most 2,048 names of
 * 256 bytes) whatever the keys are; a hit costs a hash over the bytes and allocates nothing.
 */
final class EntityNames {
  private static final int LONGEST_BYTES = 256;
  private static final int SLOTS = 2048; // power of two

  private record Known(byte[] bytes, String name) {}

  private final @Nullable Known[] known = new @Nullable Known[SLOTS];

  String of(String name) throws Rejection {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return of(bytes, 0, bytes.length);
  }

  String of(byte[] bytes, int from, int to) throws Rejection {
    if (to - from > LONGEST_BYTES) {
      throw bad("longer than 256 bytes");
    }
    int slot = slot(bytes, from, to);
    Known occupant = known[slot];
    if (occupant != null
        && Arrays.equals(occupant.bytes, 0, occupant.bytes.length, bytes, from, to)) {
      return occupant.name;
    }
    String name = checked(bytes, from, to);
    known[slot] = new Known(Arrays.copyOfRange(bytes, from, to), name);
    return name;
  }

  private static int slot(byte[] bytes, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return (hash ^ (hash >>> 16)) & (SLOTS - 1);
  }

  private static String checked(byte[] bytes, int from, int to) throws Rejection {
    String name = text(bytes, from, to);
    if (name.isBlank()) {
      throw bad("blank");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw bad("not free of control characters");
    }
    return name;
  }

  private static String text(byte[] bytes, int from, int to) throws Rejection {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      throw bad("not UTF-8");
    }
  }

  static Rejection bad(String what) {
    return new Rejection(RejectReason.BAD_ENTITY, "the entity's name is " + what);
  }
}
