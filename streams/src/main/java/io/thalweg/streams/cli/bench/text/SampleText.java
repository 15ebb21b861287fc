package io.thalweg.streams.cli.bench.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A text in memory, its bytes as ids.
 *
 * @param name for the report
 * @param ids 0 to 255
 * @param source what its own source would need, where that is known
 */
record SampleText(String name, int[] ids, Optional<Bits.PerCharacter> source) {
  /** The least of which a last tenth says anything. */
  static final int SHORTEST = 1_000;

  static SampleText read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("--data is %s, which is not a file.".formatted(file));
    }
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length < SHORTEST) {
      throw new IllegalArgumentException(
          "--data is %s, which has %d bytes, allowed is %d or more."
              .formatted(file, bytes.length, SHORTEST));
    }
    int[] ids = new int[bytes.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = Byte.toUnsignedInt(bytes[i]);
    }
    return new SampleText(String.valueOf(file.getFileName()), ids, Optional.empty());
  }
}
