package io.thalweg.schema;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of the model topic: {@code 3/manifest}, {@code 3/0000}, {@code pinned/manifest}, {@code
 * pinned/0000}, {@code pin} and {@code progress}, in UTF-8.
 *
 * <p>The topic is compacted, and a version's place in the ring is its number modulo the number of
 * slots: a new version overwrites the keys of the one that is that many versions older, so
 * compaction itself keeps the last versions and nothing has to clean up.
 *
 * <p>Example: with 5 slots, version 13 lives in slot 3, its manifest under {@code 3/manifest}.
 */
public final class ModelTopicKeys {
  /** Place of the pinned copy, out of the ring's reach. */
  public static final String PINNED = "pinned";

  /** Key of the {@link SnapshotPin}. */
  public static final String PIN = "pin";

  /** Key of the {@link PublicationProgress}. */
  public static final String PROGRESS = "progress";

  /** Greatest index of a part: four digits, 7.3 GiB of body. */
  public static final int MAX_PART = 9999;

  private static final Pattern KEY =
      Pattern.compile("(pinned|0|[1-9][0-9]{0,8})/(manifest|[0-9]{4})");

  private ModelTopicKeys() {}

  /** The slot of a version: {@code version mod slots}. */
  public static int slotOf(long version, int slots) {
    require(version >= 0, "version", version, "0 or more");
    require(slots >= 1, "slots", slots, "1 or more");
    return (int) (version % slots);
  }

  /** The place of a ring slot. */
  public static String place(int slot) {
    require(slot >= 0 && slot <= 999_999_999, "slot", slot, "0 to 999999999");
    return Integer.toString(slot);
  }

  /** Key of the manifest in a place. */
  public static String manifest(String place) {
    return checked(place + "/manifest");
  }

  /** Key of one part in a place; the index counts from 0. */
  public static String part(String place, int index) {
    require(index >= 0 && index <= MAX_PART, "part index", index, "0 to " + MAX_PART);
    return checked("%s/%04d".formatted(place, index));
  }

  /** What a key stands for; empty for a key this version does not know, which a reader skips. */
  public static Optional<ModelTopicKey> parse(String key) {
    return switch (key) {
      case PIN -> Optional.of(new ModelTopicKey.Pin());
      case PROGRESS -> Optional.of(new ModelTopicKey.Progress());
      default -> parsePlaced(key);
    };
  }

  private static Optional<ModelTopicKey> parsePlaced(String key) {
    Matcher matcher = KEY.matcher(key);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String place = matcher.group(1);
    String part = matcher.group(2);
    return Optional.of(
        part.equals("manifest")
            ? new ModelTopicKey.Manifest(place)
            : new ModelTopicKey.Part(place, Integer.parseInt(part)));
  }

  private static String checked(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("No key of the model topic: " + key);
    }
    return key;
  }

  private static void require(boolean holds, String name, long value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException("%s %d: must be %s".formatted(name, value, allowed));
    }
  }
}
