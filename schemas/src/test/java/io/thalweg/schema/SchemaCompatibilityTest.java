package io.thalweg.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of the schema files themselves, whatever records they describe. */
class SchemaCompatibilityTest {
  private static final Path CURRENT = Path.of("src/main/avro");

  static Stream<String> records() throws IOException {
    try (Stream<Path> files = Files.list(CURRENT)) {
      return files
          .map(file -> file.getFileName().toString().replace(".avsc", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void examples_coverEverySchemaFile() throws IOException {
    assertThat(Examples.byRecord().keySet())
        .containsExactlyInAnyOrderElementsOf(records().toList());
    assertThat(Examples.RECORDS)
        .extracting(Class::getSimpleName)
        .containsExactlyElementsOf(Examples.byRecord().keySet());
  }

  /** A changed schema needs a history file: this is the test that says so. */
  @ParameterizedTest
  @MethodSource("records")
  void history_newestVersion_isTheCurrentSchema(String record) throws IOException {
    List<Schema> history = SchemaHistory.of(record);

    assertThat(history.get(history.size() - 1)).isEqualTo(current(record));
  }

  @ParameterizedTest
  @MethodSource("records")
  void current_againstEveryVersion_readsAndIsRead(String record) throws IOException {
    Schema current = current(record);
    for (Schema released : SchemaHistory.of(record)) {
      assertThat(compatibility(current, released)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
      assertThat(compatibility(released, current)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyField_hasADoc(String record) throws IOException {
    for (Schema named : records(current(record))) {
      assertThat(named.getDoc()).as(named.getFullName()).isNotBlank();
      for (Schema.Field field : named.getFields()) {
        assertThat(field.doc())
            .as("%s.%s", named.getName(), field.name())
            .isNotBlank()
            .endsWith(".");
      }
    }
  }

  /** A field that may be missing says what that means. */
  @ParameterizedTest
  @MethodSource("records")
  void everyNullableField_saysWhatNullMeans(String record) throws IOException {
    for (Schema named : records(current(record))) {
      for (Schema.Field field : named.getFields()) {
        if (field.schema().isNullable()) {
          assertThat(field.doc()).as("%s.%s", named.getName(), field.name()).contains("Null");
          assertThat(field.hasDefaultValue()).as("%s.%s", named.getName(), field.name()).isTrue();
        }
      }
    }
  }

  /** What the bound on a hostile message's memory rests on (see {@link AvroCodec}). */
  @ParameterizedTest
  @MethodSource("records")
  void everyArray_hasElementsOfAtLeastOneByte(String record) {
    for (Schema version : SchemaHistory.of(record)) {
      for (Schema named : records(version)) {
        for (Schema.Field field : named.getFields()) {
          elementTypes(field.schema())
              .forEach(type -> assertThat(minimumBytes(type)).as(field.name()).isPositive());
        }
      }
    }
  }

  private static Schema current(String record) throws IOException {
    return new Schema.Parser().parse(CURRENT.resolve(record + ".avsc").toFile());
  }

  private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType();
  }

  /** The record and the records within it; our schemas are not recursive. */
  private static List<Schema> records(Schema schema) {
    List<Schema> found = new ArrayList<>();
    switch (schema.getType()) {
      case RECORD -> {
        found.add(schema);
        schema.getFields().forEach(field -> found.addAll(records(field.schema())));
      }
      case ARRAY -> found.addAll(records(schema.getElementType()));
      case UNION -> schema.getTypes().forEach(branch -> found.addAll(records(branch)));
      default -> {
        // no record within
      }
    }
    return found;
  }

  private static List<Schema> elementTypes(Schema schema) {
    return switch (schema.getType()) {
      case ARRAY -> List.of(schema.getElementType());
      case UNION -> schema.getTypes().stream().flatMap(b -> elementTypes(b).stream()).toList();
      default -> List.of();
    };
  }

  private static int minimumBytes(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> 0;
      case FIXED -> schema.getFixedSize();
      case RECORD -> schema.getFields().stream().mapToInt(f -> minimumBytes(f.schema())).sum();
      default -> 1;
    };
  }
}
