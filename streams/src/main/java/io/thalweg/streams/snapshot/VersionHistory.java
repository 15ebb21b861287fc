package io.thalweg.streams.snapshot;

import io.thalweg.model.snapshot.Snapshot;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * The last versions, oldest first, bounded in number and bytes; the newest is always kept. A
 * version that is not greater than the last one means that learning has begun anew from there:
 * those it repeats are forgotten. Not thread-safe.
 */
final class VersionHistory {
  static final int MAX_VERSIONS = 256;
  static final long MAX_BYTES = 64L << 20;

  private final int maxVersions;
  private final long maxBytes;
  private final ArrayDeque<Snapshot> versions = new ArrayDeque<>();
  private long bytes;

  VersionHistory(int maxVersions, long maxBytes) {
    this.maxVersions = maxVersions;
    this.maxBytes = maxBytes;
  }

  void add(Snapshot snapshot) {
    while (!versions.isEmpty() && versions.getLast().version() >= snapshot.version()) {
      bytes -= bytes(versions.removeLast());
    }
    versions.addLast(snapshot);
    bytes += bytes(snapshot);
    while (versions.size() > 1 && (versions.size() > maxVersions || bytes > maxBytes)) {
      bytes -= bytes(versions.removeFirst());
    }
  }

  Optional<Snapshot> newest() {
    return Optional.ofNullable(versions.peekLast());
  }

  Optional<Snapshot> find(long version) {
    return versions.stream().filter(snapshot -> snapshot.version() == version).findFirst();
  }

  List<Snapshot> since(long version) {
    return versions.stream().filter(snapshot -> snapshot.version() > version).toList();
  }

  private static long bytes(Snapshot snapshot) {
    return (long) Float.BYTES * (snapshot.parameters().length + snapshot.rotation().length);
  }
}
