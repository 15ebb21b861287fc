package io.thalweg.model.serve;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * The versions decided so far, and which of them serves which record under offset alignment: the
 * version decided at record {@code k * P} serves from record {@code (k + 1) * P}. Not thread-safe.
 */
public final class VersionWindow {
  private final long publishEvery;

  /** Oldest first; the first one may be serving. */
  private final ArrayDeque<Scorer> versions = new ArrayDeque<>();

  /**
   * @param publishEvery P, offsets between two boundaries
   */
  public VersionWindow(long publishEvery) {
    this.publishEvery = publishEvery;
  }

  /** Adds a version decided later than all others. */
  public void add(Scorer version) {
    versions.add(version);
  }

  /** The boundary that must have been decided before the record at an offset can be served. */
  public long boundaryFor(long offset) {
    return offset / publishEvery - 1;
  }

  /**
   * The version that serves the record at an offset; older ones are dropped, so offsets must not go
   * back.
   */
  public Optional<Scorer> at(long offset) {
    long latest = boundaryFor(offset);
    while (versions.size() > 1 && second().snapshot().boundary() <= latest) {
      versions.remove();
    }
    return Optional.ofNullable(versions.peek()).filter(v -> v.snapshot().boundary() <= latest);
  }

  private Scorer second() {
    var each = versions.iterator();
    each.next();
    return each.next();
  }
}
