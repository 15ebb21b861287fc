package io.thalweg.streams.snapshot;

import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.snapshot.SnapshotBody;
import io.thalweg.schema.CoveredOffset;
import io.thalweg.schema.PartInfo;
import io.thalweg.schema.PooledNormaliser;
import io.thalweg.schema.SnapshotManifest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as its manifest and the bytes of its body, and back, bit for bit. Reading believes
 * nothing: every claim is checked ({@link ManifestChecks}), then every hash, then what the numbers
 * are.
 *
 * <p>A loss that is not finite is written as null and read as NaN.
 */
final class Manifests {
  private Manifests() {}

  /** The manifest of a snapshot whose body has been cut into parts. */
  static SnapshotManifest write(
      Snapshot snapshot, String eventsTopic, int slot, List<PartInfo> parts, Provenance writer) {
    Snapshot.Progress learning = snapshot.learning();
    return SnapshotManifest.newBuilder()
        .setFormatVersion(SnapshotBody.of(snapshot).formatVersion())
        .setVersion(snapshot.version())
        .setParent(boxed(snapshot.parent()))
        .setPipeline(snapshot.pipeline())
        .setSlot(slot)
        .setDecidedAt(snapshot.boundary())
        .setStreamTime(Instant.ofEpochMilli(learning.streamMillis()))
        .setArchitecture(snapshot.architecture().toJson())
        .setSegmentLength(snapshot.segmentLength())
        .setParameterCount(snapshot.parameters().length)
        .setBodyBytes(parts.stream().mapToLong(PartInfo::getBytes).sum())
        .setParts(parts)
        .setEventsLearned(learning.eventsLearned())
        .setExamplesLearned(learning.examplesLearned())
        .setSteps(learning.steps())
        .setCoveredOffsets(covered(eventsTopic, snapshot.coveredOffsets()))
        .setPrequentialLoss(finiteOrNull(learning.loss()))
        .setHuber(finiteOrNull(learning.huber()))
        .setPersistenceHuber(finiteOrNull(learning.persistenceHuber()))
        .setFields(snapshot.fields().names())
        .setFieldSetId(snapshot.fields().id())
        .setNormaliser(normaliser(snapshot.scales()))
        .setSpaceId(snapshot.spaceId())
        .setAlignmentFit(boxed(snapshot.alignmentFit()))
        .setLibraryVersion(writer.libraryVersion())
        .setNativeFingerprint(writer.nativeFingerprint())
        .build();
  }

  /**
   * The snapshot that a manifest and its parts make.
   *
   * @param pipeline that it must be of
   * @param parts by index; null: there is none
   * @throws SnapshotException with one sentence on the first thing that is wrong
   */
  static Snapshot read(
      SnapshotManifest manifest, String pipeline, IntFunction<byte @Nullable []> parts) {
    try {
      ManifestChecks.check(manifest, pipeline);
      SnapshotBody body = SnapshotBody.fromBytes(BodyParts.join(manifest.getParts(), parts));
      ManifestChecks.check(manifest, body);
      return snapshot(manifest, body);
    } catch (SnapshotException e) {
      throw e;
    } catch (RuntimeException e) {
      // An architecture is code's business: whatever it objects to, the snapshot is what is wrong.
      throw new SnapshotException(
          "Version %d cannot be built: %s."
              .formatted(manifest.getVersion(), String.valueOf(e.getMessage())),
          e);
    }
  }

  private static Snapshot snapshot(SnapshotManifest manifest, SnapshotBody body) {
    return new Snapshot(
        manifest.getVersion(),
        optional(manifest.getParent()),
        manifest.getPipeline(),
        ManifestChecks.architecture(manifest),
        manifest.getSegmentLength(),
        ManifestChecks.fields(manifest),
        body.parameters(),
        body.lexicon(),
        body.rotation(),
        manifest.getSpaceId(),
        optional(manifest.getAlignmentFit()),
        scales(manifest.getNormaliser()),
        covered(manifest.getCoveredOffsets()),
        progress(manifest),
        manifest.getDecidedAt());
  }

  private static Snapshot.Progress progress(SnapshotManifest manifest) {
    return new Snapshot.Progress(
        manifest.getEventsLearned(),
        manifest.getExamplesLearned(),
        manifest.getSteps(),
        orNaN(manifest.getPrequentialLoss()),
        orNaN(manifest.getHuber()),
        orNaN(manifest.getPersistenceHuber()),
        manifest.getStreamTime().toEpochMilli());
  }

  private static List<CoveredOffset> covered(String topic, Map<Integer, Long> offsets) {
    return offsets.entrySet().stream()
        .map(entry -> new CoveredOffset(topic, entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Map<Integer, Long> covered(List<CoveredOffset> offsets) {
    Map<Integer, Long> covered = new TreeMap<>();
    offsets.forEach(offset -> covered.put(offset.getPartition(), offset.getOffset()));
    return covered;
  }

  private static PooledNormaliser normaliser(ScalePrior scales) {
    return new PooledNormaliser(
        boxed(scales.location()), boxed(scales.scale()), boxed(scales.changeScale()));
  }

  private static ScalePrior scales(PooledNormaliser normaliser) {
    return new ScalePrior(
        unboxed(normaliser.getLocation()),
        unboxed(normaliser.getScale()),
        unboxed(normaliser.getChangeScale()));
  }

  private static List<Double> boxed(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }

  private static double[] unboxed(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static @Nullable Long boxed(OptionalLong value) {
    return value.isPresent() ? Long.valueOf(value.getAsLong()) : null;
  }

  private static @Nullable Double boxed(OptionalDouble value) {
    return value.isPresent() ? finiteOrNull(value.getAsDouble()) : null;
  }

  private static OptionalLong optional(@Nullable Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static OptionalDouble optional(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  static @Nullable Double finiteOrNull(double value) {
    return Double.isFinite(value) ? Double.valueOf(value) : null;
  }

  private static double orNaN(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }
}
