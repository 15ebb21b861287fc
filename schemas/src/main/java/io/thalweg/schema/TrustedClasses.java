package io.thalweg.schema;

import java.util.HashSet;
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
  private static final Set<String> TRUSTED = new HashSet<>();

  private TrustedClasses() {}

  /** Trusts the record and every named type within it. Idempotent; safe from any thread. */
  static synchronized void trust(Schema record) {
    Set<String> names = new HashSet<>();
    collectNamedTypes(record, names);
    if (TRUSTED.addAll(names)) {
      ClassSecurityValidator.Builder own = ClassSecurityValidator.builder();
      names.forEach(own::add);
      ClassSecurityValidator.setGlobal(
          ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), own.build()));
    }
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
