package io.thalweg.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Tells Avro that the classes generated in this module may be instantiated.
 *
 * <p>Since 1.12.2 Avro refuses every class that is not trusted explicitly. The documented system
 * properties ({@code org.apache.avro.SERIALIZABLE_CLASSES}, {@code ...PACKAGES}) are read once,
 * when a class of Avro loads, which an application cannot time reliably. The programmatic way has
 * no such race: what was trusted before stays trusted, and exactly the named types of our own
 * schemas are added, by name rather than by package.
 *
 * <p>An application that replaces the global predicate afterwards must compose with the one it
 * finds ({@link ClassSecurityValidator#getGlobal()}), as this class does.
 */
final class TrustedClasses {
  private static final List<Schema> RECORDS =
      List.of(
          SensorEvent.getClassSchema(),
          VideoFrame.getClassSchema(),
          TextEvent.getClassSchema(),
          Embedding.getClassSchema(),
          Alert.getClassSchema(),
          SnapshotManifest.getClassSchema(),
          SnapshotPin.getClassSchema(),
          PublicationProgress.getClassSchema(),
          LearningMetrics.getClassSchema(),
          Reject.getClassSchema());

  private static boolean trusted;

  private TrustedClasses() {}

  /** Trusts every public record and every named type within one. Idempotent, from any thread. */
  static synchronized void trust() {
    if (trusted) {
      return;
    }
    Set<String> names = new HashSet<>();
    RECORDS.forEach(record -> collectNamedTypes(record, names));
    ClassSecurityValidator.Builder own = ClassSecurityValidator.builder();
    names.forEach(own::add);
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), own.build()));
    trusted = true;
  }

  private static void collectNamedTypes(Schema schema, Set<String> names) {
    switch (schema.getType()) {
      case RECORD -> {
        if (names.add(schema.getFullName())) {
          schema.getFields().forEach(field -> collectNamedTypes(field.schema(), names));
        }
      }
      case ENUM, FIXED -> names.add(schema.getFullName());
      case ARRAY -> collectNamedTypes(schema.getElementType(), names);
      case MAP -> collectNamedTypes(schema.getValueType(), names);
      case UNION -> schema.getTypes().forEach(branch -> collectNamedTypes(branch, names));
      default -> {
        // Primitive types have no class of ours.
      }
    }
  }
}
