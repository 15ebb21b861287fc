package io.thalweg.model.text;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Word vectors in a file: the line {@code thalweg words 1}, then, little-endian, the dimension, the
 * number of words, the words (each its length in bytes and its UTF-8), the floats {@code [words,
 * dimension]}, and the CRC-32 of all that comes after the line, four bytes each number.
 *
 * <p>What is read is not believed: the checksum is compared first; then dimension (1 to 1,024),
 * number of words (at most 2^22), their length (1 to 256 characters), that no word comes twice and
 * that every float is finite. A count costs no memory before the bytes for it are there. A file of
 * more than 1 GiB is neither written nor read. No Java serialization.
 */
public final class WordVectorsFile {
  private static final byte[] BEGINNING = "thalweg words 1\n".getBytes(StandardCharsets.US_ASCII);
  private static final long MOST_BYTES = 1L << 30;

  private WordVectorsFile() {}

  /** The bytes of a file. */
  public static byte[] toBytes(WordVectors vectors) {
    long floats = (long) vectors.words().size() * vectors.dimension() * Float.BYTES;
    if (floats > MOST_BYTES) {
      throw tooMany(vectors);
    }
    StateWriter out = new StateWriter((int) floats + (1 << 16));
    out.room(BEGINNING.length).put(BEGINNING);
    out.writeInt(vectors.dimension()).writeInt(vectors.words().size());
    vectors.words().forEach(out::writeString);
    vectors.words().forEach(word -> out.writeFloats(vectors.vector(word).orElseThrow()));
    byte[] bytes = out.toByteArray();
    if (bytes.length + Integer.BYTES > MOST_BYTES) {
      throw tooMany(vectors);
    }
    return out.writeInt(checksum(bytes, bytes.length)).toByteArray();
  }

  private static IllegalArgumentException tooMany(WordVectors vectors) {
    return new IllegalArgumentException(
        "%d words of %d floats are more than a file of 1 GiB holds"
            .formatted(vectors.words().size(), vectors.dimension()));
  }

  private static int checksum(byte[] bytes, int to) {
    CRC32 sum = new CRC32();
    sum.update(bytes, BEGINNING.length, to - BEGINNING.length);
    return (int) sum.getValue();
  }

  /** Writes; a file of that name is replaced when the new one is whole. */
  public static void write(Path file, WordVectors vectors) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, toBytes(vectors));
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Reads.
   *
   * @throws IOException with one sentence that names the file, when it is none, or not whole
   */
  public static WordVectors read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file %s".formatted(file));
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("%s is too large for word vectors".formatted(file));
    }
    try {
      return ofBytes(Files.readAllBytes(file));
    } catch (IllegalStateException e) {
      throw new IOException("%s %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * The vectors in the bytes of a file.
   *
   * @throws IllegalStateException when they are not whole
   */
  public static WordVectors ofBytes(byte[] bytes) {
    int end = bytes.length - Integer.BYTES;
    if (end < BEGINNING.length
        || !Arrays.equals(bytes, 0, BEGINNING.length, BEGINNING, 0, BEGINNING.length)) {
      throw new IllegalStateException("is no file of word vectors of this format");
    }
    StateReader sum = new StateReader(Arrays.copyOfRange(bytes, end, bytes.length));
    if (sum.readInt() != checksum(bytes, end)) {
      throw new IllegalStateException("is damaged: its checksum is another one");
    }
    try {
      return vectors(new StateReader(Arrays.copyOfRange(bytes, BEGINNING.length, end)));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new IllegalStateException("holds what word vectors do not: " + e.getMessage(), e);
    }
  }

  private static WordVectors vectors(StateReader in) {
    int dimension = in.readInt();
    range("dimension", dimension, 1, EmbeddingSettings.MOST_DIMENSION);
    int count = in.readCount(Integer.BYTES + 1);
    range("words", count, 0, VocabularySettings.MOST_WORDS);
    List<String> words = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String word = in.readString();
      range("length of a word", word.length(), 1, VocabularySettings.LONGEST);
      words.add(word);
    }
    if (in.need(0).remaining() != (long) count * dimension * Float.BYTES) {
      throw new IllegalStateException(
          "%d bytes are not those of [%d words, %d]"
              .formatted(in.need(0).remaining(), count, dimension));
    }
    float[] floats = in.readFloats(new float[count * dimension]);
    for (int i = 0; i < floats.length; i++) {
      if (!Float.isFinite(floats[i])) {
        throw new IllegalStateException(
            "the vector of %s holds %s".formatted(words.get(i / dimension), floats[i]));
      }
    }
    return new WordVectors(words, floats, dimension);
  }

  private static void range(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalStateException(
          "%s is %d, allowed is %d to %d".formatted(name, value, least, most));
    }
  }
}
