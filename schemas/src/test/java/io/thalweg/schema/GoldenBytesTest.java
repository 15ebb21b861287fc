package io.thalweg.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of every released schema version, in {@code golden/<Record>/v<n>.hex}, one example a
 * line.
 *
 * <p>After releasing a new version, {@code mvn -pl schemas test -Dtest=GoldenBytesTest
 * -Dthalweg.golden.write=true} writes its file. It never overwrites one: bytes that are out are
 * out.
 */
class GoldenBytesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  static Stream<String> records() {
    return Examples.byRecord().keySet().stream();
  }

  @BeforeAll
  static void writeMissing_onlyWhenAsked() throws IOException {
    if (!Boolean.getBoolean("thalweg.golden.write")) {
      return;
    }
    for (String record : Examples.byRecord().keySet()) {
      Path newest = golden(record, SchemaHistory.of(record).size());
      if (Files.notExists(newest)) {
        Files.createDirectories(newest.getParent());
        Files.write(newest, encoded(record));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void encode_examples_givesTheNewestGoldenBytes(String record) throws IOException {
    assertThat(encoded(record))
        .isEqualTo(Files.readAllLines(golden(record, SchemaHistory.of(record).size())));
  }

  @ParameterizedTest
  @MethodSource("records")
  void decode_newestGoldenBytes_givesTheExamples(String record) throws IOException {
    List<SpecificRecordBase> decoded = decodeAll(record, SchemaHistory.of(record).size());

    assertThat(decoded).isEqualTo(Examples.of(record));
  }

  @ParameterizedTest
  @MethodSource("records")
  void decode_goldenBytesOfEveryVersion_isPossible(String record) throws IOException {
    for (int version = 1; version <= SchemaHistory.of(record).size(); version++) {
      assertThat(decodeAll(record, version)).as("v%d", version).isNotEmpty();
    }
  }

  private static List<SpecificRecordBase> decodeAll(String record, int version) throws IOException {
    AvroCodec<SpecificRecordBase> codec = Codecs.forRecord(Examples.of(record).get(0));
    return Files.readAllLines(golden(record, version)).stream()
        .map(line -> codec.decode(HexFormat.of().parseHex(line)))
        .toList();
  }

  private static List<String> encoded(String record) {
    return Examples.of(record).stream().map(GoldenBytesTest::hex).toList();
  }

  private static String hex(SpecificRecordBase example) {
    return HexFormat.of().formatHex(Codecs.forRecord(example).encode(example));
  }

  private static Path golden(String record, int version) {
    return GOLDEN.resolve(record).resolve("v" + version + ".hex");
  }
}
