package io.thalweg.streams.snapshot;

import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.schema.ModelTopicKeys;
import io.thalweg.schema.PublicationProgress;
import io.thalweg.schema.SnapshotManifest;
import io.thalweg.schema.SnapshotPin;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a follower knows: the versions, the pin, the last decision, and what went wrong. Each
 * damaged version is counted and logged once, when it is met. For one thread.
 */
final class FollowedVersions implements SnapshotLog.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedVersions.class);

  private final String modelTopic;
  private final VersionHistory history =
      new VersionHistory(VersionHistory.MAX_VERSIONS, VersionHistory.MAX_BYTES);

  private OptionalLong pin = OptionalLong.empty();
  private Optional<Snapshot> pinnedCopy = Optional.empty();

  /** The version the pin names, once it has been found; outlives its copy being replaced. */
  private Optional<Snapshot> pinned = Optional.empty();

  private long decided;
  private long loaded;
  private long refused;
  private Optional<String> lastError = Optional.empty();
  private boolean changed;

  FollowedVersions(String modelTopic) {
    this.modelTopic = modelTopic;
  }

  @Override
  public void completed(String place, SnapshotManifest manifest, Snapshot snapshot) {
    if (place.equals(ModelTopicKeys.PINNED)) {
      pinnedCopy = Optional.of(snapshot);
    } else {
      history.add(snapshot);
    }
    loaded++;
    changed = true;
  }

  @Override
  public void refused(String place, OptionalLong version, String sentence) {
    String name = version.isPresent() ? "version " + version.getAsLong() : "what is in " + place;
    refused++;
    failed("%s: %s is refused: %s".formatted(modelTopic, name, sentence));
  }

  @Override
  public void removed(String place) {
    if (place.equals(ModelTopicKeys.PINNED)) {
      pinnedCopy = Optional.empty();
      changed = true;
    }
  }

  @Override
  public void pinned(Optional<SnapshotPin> record) {
    pin = record.isPresent() ? OptionalLong.of(record.get().getVersion()) : OptionalLong.empty();
    pinned = Optional.empty();
    changed = true;
  }

  @Override
  public void progressed(PublicationProgress progress) {
    decided = progress.getBoundary();
    changed = true;
  }

  @Override
  public void unreadable(String key, String sentence) {
    failed("%s: the record '%s' is refused: %s".formatted(modelTopic, key, sentence));
  }

  /** Notes what went wrong; logged unless it is what went wrong last. */
  void failed(String sentence) {
    Optional<String> error = Optional.of(sentence);
    if (!error.equals(lastError)) {
      LOG.warn("{}", sentence);
      lastError = error;
    }
    changed = true;
  }

  /**
   * All that is known, if anything of it has changed since the last call.
   *
   * @param readOnce whether the topic has been read to its end; before, versions and pins are those
   *     of some moment in the past, and nobody is to see them
   */
  Optional<SnapshotFollower.View> viewIfChanged(boolean readOnce) {
    if (!changed) {
      return Optional.empty();
    }
    changed = false;
    if (!readOnce) {
      return Optional.of(
          new SnapshotFollower.View(Optional.empty(), List.of(), 0, loaded, refused, lastError));
    }
    Optional<Snapshot> serving = serving();
    changed = false; // by a pin that names nothing, which is in this view
    List<Snapshot> versions = history.since(Long.MIN_VALUE);
    return Optional.of(
        new SnapshotFollower.View(serving, versions, decided, loaded, refused, lastError));
  }

  private Optional<Snapshot> serving() {
    if (pin.isEmpty()) {
      return history.newest();
    }
    long version = pin.getAsLong();
    if (pinned.isEmpty()) {
      pinned = pinnedCopy.filter(copy -> copy.version() == version).or(() -> history.find(version));
    }
    if (pinned.isEmpty()) {
      failed(
          "%s: version %d is pinned but not to be had, so the newest serves."
              .formatted(modelTopic, version));
      return history.newest();
    }
    return pinned;
  }
}
