package io.thalweg.streams.processor;

import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.serve.Scorer;
import io.thalweg.model.serve.VersionWindow;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.streams.snapshot.SnapshotFollower;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code serve.alignment: offset}: the version decided at record {@code k * P} serves from record
 * {@code (k + 1) * P}, so serving is repeatable. Waits for the learner where it is ahead of it.
 */
public final class AlignedVersion implements Versions {
  private static final Logger LOG = LoggerFactory.getLogger(AlignedVersion.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SnapshotFollower follower;
  private final ItemSettings items;
  private final VersionWindow window;
  private long newest;
  private long decided;

  /**
   * @param follower of the model topic
   * @param publishEvery P
   * @param items of the events; a version of others serves as {@link Scorer#of} says
   */
  public AlignedVersion(SnapshotFollower follower, long publishEvery, ItemSettings items) {
    this.follower = follower;
    this.items = items;
    window = new VersionWindow(publishEvery);
  }

  @Override
  public Optional<Scorer> at(long offset) {
    long boundary = window.boundaryFor(offset);
    if (boundary > decided) {
      await(boundary);
      decided = follower.decided();
      for (Snapshot snapshot : follower.since(newest)) {
        Versions.scorer(snapshot, items).ifPresent(window::add);
        newest = snapshot.version();
      }
    }
    return window.at(offset);
  }

  private void await(long boundary) {
    while (!follower.awaitDecided(boundary, PATIENCE)) {
      LOG.warn(
          "Serving waits for the learner to decide boundary {}; it is at {}.",
          boundary,
          follower.decided());
    }
  }
}
