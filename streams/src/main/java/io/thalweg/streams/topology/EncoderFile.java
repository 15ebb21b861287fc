package io.thalweg.streams.topology;

import io.thalweg.model.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The option {@code file} of an encoder in a pipeline file: the text of that file becomes its
 * option {@code configuration}. Only here, where the owner of the process asks for it: a spec that
 * comes with a snapshot must not make its reader open files, so encoders do not know the option.
 */
final class EncoderFile {
  private static final String FILE = "file";
  private static final String CONFIGURATION = "configuration";
  private static final long MOST_BYTES = 1 << 20;

  private EncoderFile() {}

  /**
   * @throws IllegalArgumentException with one sentence if there is no such file to read
   */
  static Spec resolve(Spec encoder) {
    Object file = encoder.options().get(FILE);
    if (file == null) {
      return encoder;
    }
    if (encoder.options().containsKey(CONFIGURATION)) {
      throw new IllegalArgumentException(
          "%s has both configuration and file, which replaces it".formatted(encoder.type()));
    }
    Map<String, Object> options = new TreeMap<>(encoder.options());
    options.remove(FILE);
    options.put(CONFIGURATION, read(String.valueOf(file)));
    return new Spec(encoder.type(), options);
  }

  private static String read(String file) {
    Path path = Path.of(file);
    try {
      if (Files.size(path) > MOST_BYTES) {
        throw new IllegalArgumentException(
            "encoder.file is %s, which has more than %,d bytes".formatted(file, MOST_BYTES));
      }
      return Files.readString(path);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "encoder.file is %s, which cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
