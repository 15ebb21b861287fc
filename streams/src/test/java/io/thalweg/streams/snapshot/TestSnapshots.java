package io.thalweg.streams.snapshot;

import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.learn.LearnEffect.Decision;
import io.thalweg.model.learn.LearnEffect.HeldOut;
import io.thalweg.model.learn.LearnEffect.Outcome;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.spec.Spec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Snapshots whose every number follows from their version. */
public final class TestSnapshots {
  public static final String PIPELINE = "plant";

  private static final FieldSet FIELDS = new FieldSet(List.of("temperature", "druck-ü"));

  private TestSnapshots() {}

  /** A version of a few hundred bytes. */
  public static Snapshot small(long version) {
    return snapshot(version, 4, PIPELINE);
  }

  /** A version in two parts. */
  static Snapshot large(long version) {
    return snapshot(version, 320, PIPELINE);
  }

  static Snapshot snapshot(long version, int channels, String pipeline) {
    Architecture architecture =
        new Architecture(
            2 * FIELDS.size(),
            new Spec("causal-conv", Map.of("channels", channels, "dilations", List.of(1, 2))),
            Spec.of("next-item"),
            Spec.of("student-t"));
    return new Snapshot(
        version,
        version == 1 ? OptionalLong.empty() : OptionalLong.of(version - 1),
        pipeline,
        architecture,
        16,
        FIELDS,
        ramp(architecture.parameterCount(), version),
        new byte[0],
        ramp(channels * channels, -version),
        "space-1",
        version == 1 ? OptionalDouble.empty() : OptionalDouble.of(0.96875),
        new ScalePrior(
            new double[] {20.5, 1 / 3.0}, new double[] {1.5, 1e-9}, new double[] {0.25, 1e9}),
        Map.of(0, 1000 * version, 3, 7L),
        new Snapshot.Progress(
            990 * version, 60 * version, version, -0.75, 0.1, 0.2, 1_767_225_600_123L + version),
        boundary(version));
  }

  /** The decision to publish a small version of any pipeline. */
  public static Decision of(String pipeline, long version) {
    return published(snapshot(version, 4, pipeline));
  }

  /** Every second boundary publishes. */
  public static long boundary(long version) {
    return 2 * version;
  }

  /** Finite numbers with bits in every byte. */
  private static float[] ramp(int size, long version) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (i % 97 - 48) / 300f + version / 1000f;
    }
    return values;
  }

  public static Decision published(Snapshot snapshot) {
    return new Decision(
        snapshot.boundary(),
        Outcome.PUBLISHED,
        Optional.of(snapshot),
        new HeldOut(OptionalDouble.of(-0.5), OptionalDouble.of(3.5), OptionalDouble.of(0.875)));
  }

  static Decision refused(long boundary, Outcome outcome) {
    return new Decision(
        boundary,
        outcome,
        Optional.empty(),
        new HeldOut(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty()));
  }

  /** The records of a decision, in order. */
  public static Map<String, byte[]> records(Decision decision, int slots) {
    Map<String, byte[]> records = new LinkedHashMap<>();
    new SnapshotPublisher("events", slots, new Provenance("1.2.3", "openblas test"))
        .publish(decision, records::put);
    return records;
  }

  /** The records of a small version in a ring of five. */
  public static Map<String, byte[]> records(long version) {
    return records(published(small(version)), 5);
  }

  /** A record that must be there. */
  static byte[] value(Map<String, byte[]> records, String key) {
    return Objects.requireNonNull(records.get(key), key);
  }
}
