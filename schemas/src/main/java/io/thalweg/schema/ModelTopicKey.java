package io.thalweg.schema;

/**
 * What one key of the model topic stands for. A <em>place</em> is where the records of one snapshot
 * live: a ring slot (its number) or {@link ModelTopicKeys#PINNED}; a reader treats both alike.
 */
public sealed interface ModelTopicKey {
  /** A {@link SnapshotManifest}. */
  record Manifest(String place) implements ModelTopicKey {}

  /** Raw bytes: one part of a snapshot's body; the index counts from 0. */
  record Part(String place, int index) implements ModelTopicKey {}

  /** A {@link SnapshotPin}; a tombstone lifts it. */
  record Pin() implements ModelTopicKey {}

  /** A {@link PublicationProgress}. */
  record Progress() implements ModelTopicKey {}
}
