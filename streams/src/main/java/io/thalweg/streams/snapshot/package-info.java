/**
 * Snapshots on the model topic: publishing, following, inspecting and pinning them.
 *
 * <p>One version is a body in parts and a manifest, written in one transaction, in a place: a slot
 * of the ring ({@code version mod slots}) or {@code pinned}. {@link
 * io.thalweg.streams.snapshot.SnapshotPublisher} makes the records, {@link
 * io.thalweg.streams.snapshot.SnapshotFollower} keeps the newest version at hand, {@link
 * io.thalweg.streams.snapshot.ModelTopic} shows what is there, {@link
 * io.thalweg.streams.snapshot.SnapshotPins} fixes a version. Keys and formats: module {@code
 * schemas}, {@code ModelTopicKeys}; the body: {@code io.thalweg.model.snapshot}.
 */
@NullMarked
package io.thalweg.streams.snapshot;

import org.jspecify.annotations.NullMarked;
