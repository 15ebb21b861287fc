package io.thalweg.streams.snapshot;

import static io.thalweg.streams.snapshot.TestSnapshots.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.schema.AvroCodec;
import io.thalweg.schema.SnapshotManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The bytes of a version as they are on the topic, body format 1, in {@code
 * golden/snapshot/v1.hex}, one {@code key=hex} a line. For a new format, {@code mvn -pl streams -am
 * test -Dtest=SnapshotGoldenTest -Dthalweg.golden.write=true} writes its file, and never overwrites
 * one.
 */
class SnapshotGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/snapshot/v1.hex");

  @BeforeAll
  static void writeMissing_onlyWhenAsked() throws IOException {
    if (Boolean.getBoolean("thalweg.golden.write") && Files.notExists(GOLDEN)) {
      Files.createDirectories(GOLDEN.getParent());
      Files.write(GOLDEN, encoded());
    }
  }

  @Test
  void publish_example_givesTheGoldenBytes() throws IOException {
    assertThat(encoded()).isEqualTo(Files.readAllLines(GOLDEN));
  }

  @Test
  void read_goldenBytes_givesTheExample() throws IOException {
    Map<String, byte[]> records = new TreeMap<>();
    for (String line : Files.readAllLines(GOLDEN)) {
      int equals = line.indexOf('=');
      records.put(line.substring(0, equals), HexFormat.of().parseHex(line.substring(equals + 1)));
    }

    SnapshotManifest manifest =
        AvroCodec.of(SnapshotManifest.class).decode(value(records, "2/manifest"));
    SnapshotAssert.assertSame(
        Manifests.read(manifest, "plant", i -> records.get("2/000" + i)), TestSnapshots.small(7));
  }

  private static List<String> encoded() {
    return TestSnapshots.records(7).entrySet().stream()
        .map(record -> record.getKey() + "=" + HexFormat.of().formatHex(record.getValue()))
        .toList();
  }
}
