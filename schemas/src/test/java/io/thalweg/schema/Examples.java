package io.thalweg.schema;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * For every public record one example with every field present and one with every field absent that
 * may be.
 */
final class Examples {
  /** 2026-01-01T00:00:00.123Z, so that lost milliseconds would show. */
  private static final Instant TIME = Instant.ofEpochMilli(1_767_225_600_123L);

  static {
    AvroCodec.trustRecords(); // some examples are copies of others
  }

  private Examples() {}

  static final List<Class<? extends SpecificRecordBase>> RECORDS =
      List.of(
          SensorEvent.class,
          VideoFrame.class,
          TextEvent.class,
          Embedding.class,
          Alert.class,
          SnapshotManifest.class,
          SnapshotPin.class,
          PublicationProgress.class,
          LearningMetrics.class,
          Reject.class);

  /** By name, full example first. */
  static Map<String, List<? extends SpecificRecordBase>> byRecord() {
    Map<String, List<? extends SpecificRecordBase>> examples = new LinkedHashMap<>();
    examples.put("SensorEvent", List.of(fullSensorEvent(), sparseSensorEvent()));
    examples.put("VideoFrame", List.of(fullVideoFrame(), sparseVideoFrame()));
    examples.put("TextEvent", List.of(fullTextEvent(), sparseTextEvent()));
    examples.put("Embedding", List.of(fullEmbedding(), sparseEmbedding()));
    examples.put("Alert", List.of(fullAlert(), sparseAlert()));
    examples.put("SnapshotManifest", List.of(fullManifest(), sparseManifest()));
    examples.put(
        "SnapshotPin",
        List.of(new SnapshotPin(12L, TIME, "regression in 13"), new SnapshotPin(1L, TIME, null)));
    examples.put("PublicationProgress", List.of(fullProgress(), sparseProgress()));
    examples.put("LearningMetrics", List.of(fullMetrics(), sparseMetrics()));
    examples.put("Reject", List.of(fullReject(), sparseReject()));
    return examples;
  }

  static List<? extends SpecificRecordBase> of(String record) {
    return Objects.requireNonNull(byRecord().get(record), record);
  }

  static SensorEvent fullSensorEvent() {
    return new SensorEvent(
        "press-7",
        TIME,
        Arrays.asList(1.5, null, -2.0),
        List.of("temperature", "pressure", "drehzahl-ü"));
  }

  static SensorEvent sparseSensorEvent() {
    return new SensorEvent(null, Instant.EPOCH, List.of(), null);
  }

  private static VideoFrame fullVideoFrame() {
    return new VideoFrame(
        "gate-2", TIME, 2, 1, 3, ByteBuffer.wrap(new byte[] {0, 1, 127, -128, -1, 64}));
  }

  private static VideoFrame sparseVideoFrame() {
    return new VideoFrame(null, Instant.EPOCH, 1, 1, 1, ByteBuffer.wrap(new byte[] {7}));
  }

  private static TextEvent fullTextEvent() {
    return new TextEvent("web-1", TIME, "disk 7 failed: \u00fcber 90 \u00b0C \uD83D\uDE00");
  }

  private static TextEvent sparseTextEvent() {
    return new TextEvent(null, Instant.EPOCH, "");
  }

  static Embedding fullEmbedding() {
    return new Embedding(
        "press-7",
        TIME,
        "events",
        3,
        123_456_789_012L,
        12L,
        "space-1",
        false,
        List.of(0.5f, -1.25f, 3e-30f),
        7.25,
        0.125);
  }

  static Embedding sparseEmbedding() {
    return new Embedding("", Instant.EPOCH, "e", 0, 0L, 1L, "s", true, List.of(), null, null);
  }

  private static Alert fullAlert() {
    return Alert.newBuilder()
        .setEntity("press-7")
        .setTimestamp(TIME)
        .setTopic("events")
        .setPartition(3)
        .setOffset(123_456_789_012L)
        .setVersion(12)
        .setSpaceId("space-1")
        .setInSample(false)
        .setSurprise(40.5)
        .setPValue(1e-6)
        .setThreshold(1e-4)
        .setCalibratedOn(250_000)
        .setStatistic(SurpriseStatistic.MAX)
        .setContributions(
            List.of(
                new FieldContribution("pressure", 9.5, 2.25, 0.125, 38.0, 0.9375),
                new FieldContribution("temperature", 1.5, 1.0, 0.5, 2.5, 0.0625)))
        .setText("press-7: pressure was 9.5, expected 2.25.")
        .setRegion(new FrameRegion(8, 40, 24, 16, ByteBuffer.wrap(new byte[] {1, 2, 3})))
        .build();
  }

  private static Alert sparseAlert() {
    return Alert.newBuilder(fullAlert())
        .setStatistic(SurpriseStatistic.SUM)
        .setContributions(List.of())
        .setText("")
        .setRegion(null)
        .build();
  }

  private static SnapshotManifest fullManifest() {
    return SnapshotManifest.newBuilder(sparseManifest())
        .setVersion(13)
        .setParent(12L)
        .setSlot(3)
        .setParts(List.of(new PartInfo(0, 786_432, digest(1)), new PartInfo(1, 41_000, digest(2))))
        .setBodyBytes(827_432)
        .setCoveredOffsets(
            List.of(
                new CoveredOffset("events", 0, 5_000_000_000L), new CoveredOffset("events", 1, 7L)))
        .setPrequentialLoss(-0.75)
        .setHuber(0.25)
        .setPersistenceHuber(0.5)
        .setFields(List.of("temperature", "pressure"))
        .setNormaliser(
            new PooledNormaliser(List.of(20.5, 2.25), List.of(1.5, 0.125), List.of(0.25, 0.0625)))
        .setAlignmentFit(0.96875)
        .build();
  }

  private static SnapshotManifest sparseManifest() {
    return SnapshotManifest.newBuilder()
        .setFormatVersion(1)
        .setVersion(1)
        .setPipeline("plant-a")
        .setSlot(1)
        .setDecidedAt(4)
        .setStreamTime(TIME)
        .setArchitecture("{\"encoder\":\"causal-conv\"}")
        .setSegmentLength(16)
        .setParameterCount(20_736)
        .setBodyBytes(0)
        .setParts(List.of())
        .setEventsLearned(1_000_000)
        .setExamplesLearned(93_750)
        .setSteps(5_859)
        .setCoveredOffsets(List.of())
        .setFields(List.of())
        .setFieldSetId("f-0011")
        .setNormaliser(new PooledNormaliser(List.of(), List.of(), List.of()))
        .setSpaceId("space-1")
        .setLibraryVersion("0.1.0")
        .setNativeFingerprint("openblas-0.3.19-haswell-1")
        .build();
  }

  private static PublicationProgress fullProgress() {
    return new PublicationProgress(
        9L, PublicationOutcome.PUBLISHED, 13L, 12L, -0.75, 21.5, 0.875, 900_000L, TIME);
  }

  private static PublicationProgress sparseProgress() {
    return new PublicationProgress(
        1L, PublicationOutcome.REFUSED_NOT_FINITE, null, null, null, null, null, null, null);
  }

  private static LearningMetrics fullMetrics() {
    return LearningMetrics.newBuilder(sparseMetrics())
        .setLoss(-0.75)
        .setHuber(0.25)
        .setPersistenceHuber(0.5)
        .setGradientNorm(1.5)
        .setEffectiveRank(21.5)
        .setEmbeddingSpread(0.875)
        .setHeldOutLoss(-0.625)
        .setVersion(13L)
        .setRepaired(8)
        .build();
  }

  private static LearningMetrics sparseMetrics() {
    return LearningMetrics.newBuilder()
        .setPipeline("plant-a")
        .setStep(1_000)
        .setEventsLearned(512_000)
        .setSegmentsLearned(32_000)
        .setStreamTime(TIME)
        .setLearningRate(0.001)
        .setRefusedSteps(2)
        .setRollbacks(1)
        .setLate(3)
        .setOutOfOrder(4)
        .setRejected(5)
        .setSampledOut(6)
        .setEvicted(7)
        .build();
  }

  private static Reject fullReject() {
    return new Reject(
        "events",
        3,
        42L,
        TIME,
        "wrong-field-count",
        "The line has 3 fields, not 38.",
        bytes("press-7"),
        bytes("1,2,3"),
        5);
  }

  private static Reject sparseReject() {
    return new Reject("events", 0, 0L, null, "no-value", "", null, null, 0);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Sha256 digest(int seed) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) seed);
    return new Sha256(bytes);
  }
}
