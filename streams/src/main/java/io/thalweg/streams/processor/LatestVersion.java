package io.thalweg.streams.processor;

import io.thalweg.model.serve.Scorer;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.streams.snapshot.SnapshotFollower;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code serve.alignment: latest}: whatever the follower holds is served. */
public final class LatestVersion implements Versions {
  private final SnapshotFollower follower;
  private @Nullable Snapshot current;
  private Optional<Scorer> scorer = Optional.empty();

  /** Serves what this follower follows. */
  public LatestVersion(SnapshotFollower follower) {
    this.follower = follower;
  }

  @Override
  public Optional<Scorer> at(long offset) {
    Snapshot newest = follower.newest().orElse(null);
    if (newest != null && newest != current) {
      current = newest;
      scorer = Optional.of(new Scorer(newest));
    }
    return scorer;
  }
}
