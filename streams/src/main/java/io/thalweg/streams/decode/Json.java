package io.thalweg.streams.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;

/** The one way JSON is read from a topic or a file: bounded in depth, lengths and size. */
final class Json {
  static final int MOST_DEPTH = 64;

  /** Thread-safe. */
  static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_DEPTH)
                  .maxStringLength(1024 * 1024)
                  .maxDocumentLength(4L * 1024 * 1024)
                  .maxNumberLength(400)
                  .maxNameLength(4096)
                  .build())
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          // Read, so that NaN and Infinity are rejected for what they are and not as broken syntax.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          // Names come from outside: the JVM's table of interned strings is no place for them.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private Json() {}
}
