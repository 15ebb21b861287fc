package io.thalweg.streams.processor;

import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.serve.Scorer;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.streams.snapshot.SnapshotFollower;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code serve.alignment: latest}: whatever the follower holds is served. */
public final class LatestVersion implements Versions {
  private final SnapshotFollower follower;
  private final ItemSettings items;
  private @Nullable Snapshot current;
  private Optional<Scorer> scorer = Optional.empty();

  /**
   * @param follower whose versions are served
   * @param items of the events; a version of others serves as {@link Scorer#of} says
   */
  public LatestVersion(SnapshotFollower follower, ItemSettings items) {
    this.follower = follower;
    this.items = items;
  }

  @Override
  public Optional<Scorer> at(long offset) {
    Snapshot newest = follower.newest().orElse(null);
    if (newest != null && newest != current) {
      current = newest;
      scorer = Versions.scorer(newest, items);
    }
    return scorer;
  }
}
