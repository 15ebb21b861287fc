package io.thalweg.streams.topology;

import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The stores of both topologies: persistent, logged, cached.
 *
 * <p>Persistent, because a topology without a persistent store gets a new process id and hence a
 * new transactional id after a crash, and its old transaction must time out before anything is
 * read. Cached, so that the changelog gets one value per key and commit. The changelog is compacted
 * often and in small segments: its size is what a crash has to restore.
 */
final class Stores {
  private static final Map<String, String> CHANGELOG =
      Map.of(
          TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(32 * 1024 * 1024),
          TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, Long.toString(600_000),
          TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.2");

  private Stores() {}

  static StoreBuilder<KeyValueStore<String, byte[]>> cached(String name) {
    return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
            org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name),
            Serdes.String(),
            Serdes.ByteArray())
        .withLoggingEnabled(CHANGELOG)
        .withCachingEnabled();
  }
}
