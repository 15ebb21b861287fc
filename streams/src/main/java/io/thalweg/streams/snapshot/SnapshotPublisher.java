package io.thalweg.streams.snapshot;

import io.thalweg.model.learn.LearnEffect;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.snapshot.SnapshotBody;
import io.thalweg.schema.AvroCodec;
import io.thalweg.schema.ModelTopicKeys;
import io.thalweg.schema.PublicationOutcome;
import io.thalweg.schema.PublicationProgress;
import io.thalweg.schema.SnapshotManifest;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the learner's decisions into records of the model topic.
 *
 * <p>A published version gives its parts, then its manifest; every decision, published or not,
 * gives the {@code progress} record last. So a reader that has seen the progress of a decision has
 * seen its version. The caller writes all records of a decision in one transaction.
 *
 * <p>Pure but for the provenance of this process: the same decision gives the same bytes. Cost: one
 * copy of the weights and one SHA-256 of it. Confined to one thread at a time.
 */
public final class SnapshotPublisher {
  private final String eventsTopic;
  private final int slots;
  private final Provenance writer;
  private final AvroCodec<SnapshotManifest> manifests = AvroCodec.of(SnapshotManifest.class);
  private final AvroCodec<PublicationProgress> progress = AvroCodec.of(PublicationProgress.class);

  /**
   * @param eventsTopic topic whose offsets the versions cover
   * @param slots complete versions that compaction keeps, at least 1
   */
  public SnapshotPublisher(String eventsTopic, int slots) {
    this(eventsTopic, slots, Provenance.ofThisProcess());
  }

  SnapshotPublisher(String eventsTopic, int slots, Provenance writer) {
    if (slots < 1) {
      throw new IllegalArgumentException("slots must be at least 1, not " + slots);
    }
    this.eventsTopic = eventsTopic;
    this.slots = slots;
    this.writer = writer;
  }

  /**
   * Hands out the records of a decision in the order in which they must be written.
   *
   * @param out takes key and value
   * @throws SnapshotException when the snapshot is too large to be published; nothing is handed out
   */
  public void publish(LearnEffect.Decision decision, BiConsumer<String, byte[]> out) {
    decision.snapshot().ifPresent(snapshot -> publish(snapshot, out));
    out.accept(ModelTopicKeys.PROGRESS, progress.encode(progressOf(decision)));
  }

  private void publish(Snapshot snapshot, BiConsumer<String, byte[]> out) {
    int slot = ModelTopicKeys.slotOf(snapshot.version(), slots);
    List<byte[]> parts = BodyParts.split(SnapshotBody.of(snapshot).toBytes());
    SnapshotManifest manifest =
        Manifests.write(snapshot, eventsTopic, slot, BodyParts.describe(parts), writer);
    String place = ModelTopicKeys.place(slot);
    for (int i = 0; i < parts.size(); i++) {
      out.accept(ModelTopicKeys.part(place, i), parts.get(i));
    }
    out.accept(ModelTopicKeys.manifest(place), manifests.encode(manifest));
  }

  private static PublicationProgress progressOf(LearnEffect.Decision decision) {
    PublicationProgress.Builder record =
        PublicationProgress.newBuilder()
            .setBoundary(decision.boundary())
            .setOutcome(outcome(decision.outcome()))
            .setCandidateLoss(orNull(decision.heldOut().loss()))
            .setEffectiveRank(orNull(decision.heldOut().effectiveRank()))
            .setEmbeddingSpread(orNull(decision.heldOut().spread()));
    decision
        .snapshot()
        .ifPresent(
            snapshot ->
                record
                    .setVersion(snapshot.version())
                    .setParent(orNull(snapshot.parent()))
                    .setEventsLearned(snapshot.learning().eventsLearned())
                    .setStreamTime(Instant.ofEpochMilli(snapshot.learning().streamMillis())));
    return record.build();
  }

  private static PublicationOutcome outcome(LearnEffect.Outcome outcome) {
    return switch (outcome) {
      case PUBLISHED -> PublicationOutcome.PUBLISHED;
      case UNCHANGED -> PublicationOutcome.UNCHANGED;
      case REFUSED_WORSE -> PublicationOutcome.REFUSED_WORSE;
      case REFUSED_COLLAPSED -> PublicationOutcome.REFUSED_COLLAPSED;
      case REFUSED_NOT_FINITE -> PublicationOutcome.REFUSED_NOT_FINITE;
    };
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? Manifests.finiteOrNull(value.getAsDouble()) : null;
  }

  private static @Nullable Long orNull(OptionalLong value) {
    return value.isPresent() ? Long.valueOf(value.getAsLong()) : null;
  }
}
