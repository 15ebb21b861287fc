package io.thalweg.streams.broker;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A topic as the program needs it. Immutable.
 *
 * @param name 1 to 249 of {@code a-z A-Z 0-9 . _ -}
 * @param partitions partitions of a new topic, at least 1
 * @param partitionsRequired whether an existing topic must have exactly as many
 * @param cleanup what a new topic forgets, and the only thing an existing one may
 * @param maxMessageBytes largest record batch, at least 1 KiB; an existing topic must allow as much
 * @param config further topic settings by their Kafka name, for a new topic only
 */
public record TopicSpec(
    String name,
    int partitions,
    boolean partitionsRequired,
    CleanupPolicy cleanup,
    int maxMessageBytes,
    Map<String, String> config) {

  /** A payload of 1 MiB, with its key, its headers and the batch around it. */
  public static final int DEFAULT_MAX_MESSAGE_BYTES = (1 << 20) + (64 << 10);

  /** Checks name and ranges. */
  public TopicSpec {
    if (!name.matches("[a-zA-Z0-9._-]{1,249}") || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException(
          "topic name is '" + name + "'; it must be 1 to 249 of a-z A-Z 0-9 . _ -");
    }
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "topic " + name + " has " + partitions + " partitions; it must have at least 1");
    }
    if (maxMessageBytes < 1024) {
      throw new IllegalArgumentException(
          "topic "
              + name
              + " allows "
              + maxMessageBytes
              + " bytes a batch; it must be at least 1024");
    }
    config = Map.copyOf(config);
  }

  /** Events that expire: by default after what the cluster has set. */
  public static TopicSpec events(String name, int partitions) {
    return new TopicSpec(
        name, partitions, false, CleanupPolicy.DELETE, DEFAULT_MAX_MESSAGE_BYTES, Map.of());
  }

  /**
   * State that is often rewritten and never expires. Compaction leaves the newest segment alone, so
   * segments are short in bytes, and old ones are cleaned after 10 minutes whatever their share of
   * replaced records: the topic stays near the size of its live data, and a reader catches up soon.
   */
  public static TopicSpec compacted(String name, int partitions) {
    return new TopicSpec(
            name, partitions, true, CleanupPolicy.COMPACT, DEFAULT_MAX_MESSAGE_BYTES, Map.of())
        .withCompaction(Duration.ofMinutes(10), 16 << 20, 0.1);
  }

  /**
   * The same with other compaction.
   *
   * @param maxLag when a replaced record must at last be cleaned
   * @param segmentBytes when the newest segment is closed, and so can be cleaned; at least 1 MiB
   * @param minDirtyRatio share of records not yet cleaned that makes cleaning worth its cost, 0 to
   *     1
   */
  public TopicSpec withCompaction(Duration maxLag, int segmentBytes, double minDirtyRatio) {
    return with("max.compaction.lag.ms", String.valueOf(maxLag.toMillis()))
        .with("segment.bytes", String.valueOf(segmentBytes))
        .with("min.cleanable.dirty.ratio", String.valueOf(minDirtyRatio));
  }

  /** The same with one more topic setting. */
  public TopicSpec with(String key, String value) {
    Map<String, String> more = new HashMap<>(config);
    more.put(key, value);
    return new TopicSpec(name, partitions, partitionsRequired, cleanup, maxMessageBytes, more);
  }

  /** The same, whether an existing topic must have exactly {@link #partitions} or may differ. */
  public TopicSpec requirePartitions(boolean required) {
    return new TopicSpec(name, partitions, required, cleanup, maxMessageBytes, config);
  }

  /** The same for larger or smaller records. */
  public TopicSpec withMaxMessageBytes(int bytes) {
    return new TopicSpec(name, partitions, partitionsRequired, cleanup, bytes, config);
  }

  /** Every setting of a new topic. */
  Map<String, String> allConfig() {
    Map<String, String> all = new HashMap<>(config);
    all.put("cleanup.policy", cleanup.configValue());
    all.put("max.message.bytes", String.valueOf(maxMessageBytes));
    return all;
  }
}
