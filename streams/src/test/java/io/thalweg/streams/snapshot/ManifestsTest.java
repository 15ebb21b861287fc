package io.thalweg.streams.snapshot;

import static io.thalweg.streams.snapshot.TestSnapshots.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.schema.AvroCodec;
import io.thalweg.schema.CoveredOffset;
import io.thalweg.schema.PartInfo;
import io.thalweg.schema.Sha256;
import io.thalweg.schema.SnapshotManifest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {
  private static final Map<String, byte[]> RECORDS = TestSnapshots.records(7);

  @Test
  void read_whatWasWritten_isTheSameBitForBit() {
    SnapshotAssert.assertSame(read(manifest()), TestSnapshots.small(7));
  }

  @Test
  void read_firstVersion_hasNoParentAndNoFit() {
    Map<String, byte[]> first = TestSnapshots.records(1);
    SnapshotManifest manifest =
        AvroCodec.of(SnapshotManifest.class).decode(value(first, "1/manifest"));

    Snapshot snapshot = Manifests.read(manifest, "plant", i -> value(first, "1/0000"));

    SnapshotAssert.assertSame(snapshot, TestSnapshots.small(1));
    assertThat(snapshot.parent()).isEmpty();
  }

  static Stream<Arguments> lies() {
    return Stream.of(
        lie("format", m -> m.setFormatVersion(2)),
        lie("format", m -> m.setFormatVersion(3)),
        lie("pipeline", m -> m.setPipeline("other")),
        lie("version", m -> m.setVersion(0)),
        lie("segment length", m -> m.setSegmentLength(0)),
        lie("parts", m -> m.setParts(List.of())),
        lie("parts", m -> m.setParts(Collections.nCopies(10_000, m.getParts().get(0)))),
        lie("in order", m -> m.setParts(List.of(part(m, 1, 0)))),
        lie("786432", m -> m.setParts(List.of(part(m, 0, 1 << 20)))),
        lie("body of", m -> m.setBodyBytes(m.getBodyBytes() + 1)),
        lie("at most", ManifestsTest::claimGigabytes),
        lie(
            "SHA-256",
            m -> m.setParts(List.of(new PartInfo(0, bytes(m), new Sha256(new byte[32]))))),
        lie("cannot hold", m -> m.setParameterCount(Long.MAX_VALUE)),
        lie("the manifest says", m -> m.setParameterCount(m.getParameterCount() - 1)),
        lie("negative", m -> m.setSteps(-1)),
        lie("4097 fields", m -> m.setFields(names(4097))),
        lie("distinct", m -> m.setFields(List.of("a", "a"))),
        lie("field set id", m -> m.setFields(List.of("a", "b"))),
        lie("scale", m -> m.getNormaliser().setScale(List.of(1.0, 0.0))),
        lie("changeScale", m -> m.getNormaliser().setChangeScale(List.of(1.0))),
        lie("location", m -> m.getNormaliser().setLocation(List.of(1.0, Double.NaN))),
        lie("given twice", m -> m.setCoveredOffsets(Collections.nCopies(2, covered(0, 1)))),
        lie("negative", m -> m.setCoveredOffsets(List.of(covered(0, -1)))),
        lie("fit", m -> m.setAlignmentFit(1.5)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void read_manifestThatLies_isRefusedWithOneSentence(
      String telling, Consumer<SnapshotManifest> lie) {
    SnapshotManifest manifest = manifest();
    lie.accept(manifest);

    assertThatThrownBy(() -> read(manifest))
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining(telling)
        .hasMessageEndingWith(".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{}",
        "{\"itemSize\":4}",
        "ARCH ",
        "{\"itemSize\":4,ARCH",
        "{\"extra\":1,ARCH",
      })
  void read_architectureThatIsNotOne_isRefused(String pattern) {
    SnapshotManifest manifest = manifest();
    String good = manifest.getArchitecture();
    manifest.setArchitecture(
        pattern.equals("ARCH ") ? good + " {}" : pattern.replace("ARCH", good.substring(1)));

    assertThatThrownBy(() -> read(manifest)).isInstanceOf(SnapshotException.class);
  }

  @Test
  void read_architectureNestedDeeply_isRefused() {
    SnapshotManifest manifest = manifest();
    manifest.setArchitecture("[".repeat(1000));

    assertThatThrownBy(() -> read(manifest))
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining("architecture");
  }

  @Test
  void read_architectureOfAnotherSize_isRefused() {
    SnapshotManifest manifest = manifest();
    manifest.setArchitecture(TestSnapshots.snapshot(7, 5, "plant").architecture().toJson());

    assertThatThrownBy(() -> read(manifest))
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining("parameters");
  }

  @Test
  void read_weightThatIsNotFinite_isRefused() {
    Snapshot poisoned = TestSnapshots.small(7);
    poisoned.parameters()[3] = Float.NaN;
    Map<String, byte[]> records = TestSnapshots.records(TestSnapshots.published(poisoned), 5);
    SnapshotManifest manifest =
        AvroCodec.of(SnapshotManifest.class).decode(value(records, "2/manifest"));

    assertThatThrownBy(() -> Manifests.read(manifest, "plant", i -> value(records, "2/0000")))
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining("not finite");
  }

  @Test
  void read_partMissing_isRefused() {
    assertThatThrownBy(() -> Manifests.read(manifest(), "plant", i -> null))
        .isInstanceOf(SnapshotException.class)
        .hasMessage("Part 0 is missing.");
  }

  private static Arguments lie(String telling, Consumer<SnapshotManifest> lie) {
    return arguments(telling, lie);
  }

  private static void claimGigabytes(SnapshotManifest manifest) {
    List<PartInfo> parts =
        IntStream.range(0, 9_999).mapToObj(i -> part(manifest, i, 786_432)).toList();
    manifest.setParts(parts);
    manifest.setBodyBytes(9_999L * 786_432);
  }

  private static PartInfo part(SnapshotManifest manifest, int index, int bytes) {
    return new PartInfo(index, bytes, manifest.getParts().get(0).getSha256());
  }

  private static int bytes(SnapshotManifest manifest) {
    return manifest.getParts().get(0).getBytes();
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "f" + i).toList();
  }

  private static CoveredOffset covered(int partition, long offset) {
    return new CoveredOffset("events", partition, offset);
  }

  private static SnapshotManifest manifest() {
    return AvroCodec.of(SnapshotManifest.class).decode(value(RECORDS, "2/manifest"));
  }

  private static Snapshot read(SnapshotManifest manifest) {
    return Manifests.read(manifest, "plant", i -> value(RECORDS, "2/0000"));
  }
}
