package io.thalweg.streams.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.snapshot.Snapshot;

/** Equality of snapshots, bit for bit: records compare arrays by identity. */
final class SnapshotAssert {
  private SnapshotAssert() {}

  static void assertSame(Snapshot actual, Snapshot expected) {
    assertThat(actual)
        .usingRecursiveComparison()
        .withStrictTypeChecking()
        .ignoringFields("coveredOffsets", "architecture", "parameters", "rotation")
        .isEqualTo(expected);
    assertThat(actual.coveredOffsets()).isEqualTo(expected.coveredOffsets());
    assertThat(actual.architecture()).isEqualTo(expected.architecture());
    assertThat(bits(actual.parameters())).isEqualTo(bits(expected.parameters()));
    assertThat(bits(actual.rotation())).isEqualTo(bits(expected.rotation()));
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }
}
