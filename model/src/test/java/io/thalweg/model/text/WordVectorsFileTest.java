package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.state.StateWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordVectorsFileTest {
  private static final WordVectors VECTORS =
      new WordVectors(List.of("na\u00EFve", "b"), new float[] {1, -2, 0.5f, 0}, 2);

  @TempDir Path folder;

  private static void assertSame(WordVectors read, WordVectors written) {
    assertThat(read.dimension()).isEqualTo(written.dimension());
    assertThat(read.words()).isEqualTo(written.words());
    for (String word : written.words()) {
      assertThat(read.vector(word).orElseThrow()).isEqualTo(written.vector(word).orElseThrow());
    }
  }

  @Test
  void read_whatWriteWrote_isTheSameAndReplacesAnEarlierOne() throws IOException {
    Path file = folder.resolve("new/words");
    WordVectorsFile.write(file, new WordVectors(List.of("old"), new float[3], 3));
    WordVectorsFile.write(file, VECTORS);

    assertSame(WordVectorsFile.read(file), VECTORS);
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  /** Format 1, byte by byte: a file written today must be read for ever. */
  @Test
  void toBytes_format1_isTheseBytes() {
    String golden =
        "7468616c77656720776f72647320310a" // "thalweg words 1\n"
            + "02000000" // dimension
            + "02000000" // words
            + "06000000" // bytes of the first word
            + "6e61c3af7665"
            + "01000000"
            + "62"
            + "0000803f000000c0" // 1, -2
            + "0000003f00000000"; // 0.5, 0

    byte[] bytes = WordVectorsFile.toBytes(VECTORS);

    assertThat(HexFormat.of().formatHex(bytes, 0, bytes.length - 4)).isEqualTo(golden);
    assertSame(WordVectorsFile.ofBytes(sealed(HexFormat.of().parseHex(golden))), VECTORS);
  }

  /** Adds the checksum that bytes of this content have. */
  private static byte[] sealed(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes, 16, bytes.length - 16);
    byte[] checksum = new StateWriter(16).writeInt((int) sum.getValue()).toByteArray();
    byte[] sealed = Arrays.copyOf(bytes, bytes.length + checksum.length);
    System.arraycopy(checksum, 0, sealed, bytes.length, checksum.length);
    return sealed;
  }

  @Test
  void ofBytes_anyByteChangedOrCut_isRefused() {
    byte[] whole = WordVectorsFile.toBytes(VECTORS);
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 0x10;
      assertThatThrownBy(() -> WordVectorsFile.ofBytes(changed))
          .as("byte %d", i)
          .isInstanceOf(IllegalStateException.class);
      byte[] cut = Arrays.copyOf(whole, i);
      assertThatThrownBy(() -> WordVectorsFile.ofBytes(cut))
          .as("%d bytes", i)
          .isInstanceOf(IllegalStateException.class);
    }
  }

  /** Bytes with a right checksum. */
  private static byte[] made(int dimension, int words, List<String> texts, float... floats) {
    StateWriter out = new StateWriter(64);
    byte[] beginning = "thalweg words 1\n".getBytes(StandardCharsets.US_ASCII);
    out.room(beginning.length).put(beginning);
    out.writeInt(dimension).writeInt(words);
    texts.forEach(out::writeString);
    return sealed(out.writeFloats(floats).toByteArray());
  }

  private static void assertRefused(byte[] bytes, String why) {
    assertThatThrownBy(() -> WordVectorsFile.ofBytes(bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(why);
  }

  @Test
  void ofBytes_rightChecksumButWrongContent_isRefusedAndNamed() {
    assertRefused(made(0, 1, List.of("a"), 1), "dimension is 0, allowed is 1 to 1024");
    assertRefused(made(1025, 0, List.of()), "dimension is 1025");
    assertRefused(made(1, 1 << 30, List.of("a"), 1), "state claims 1073741824 items");
    assertRefused(made(1, -1, List.of("a"), 1), "state claims -1 items");
    assertRefused(made(1, 1, List.of(""), 1, 1), "length of a word is 0");
    assertRefused(made(1, 1, List.of("a".repeat(257)), 1), "length of a word is 257");
    assertRefused(made(1, 2, List.of("a", "a"), 1, 2), "two vectors of a");
    assertRefused(made(2, 1, List.of("a"), 1), "4 bytes are not those of [1 words, 2]");
    assertRefused(made(1, 1, List.of("a"), 1, 2), "8 bytes are not those of [1 words, 1]");
    assertRefused(made(1, 1, List.of("a"), Float.NaN), "the vector of a holds NaN");
    assertRefused(made(1, 1, List.of("a"), Float.NEGATIVE_INFINITY), "holds -Infinity");
  }

  @Test
  void read_whatIsNoSuchFile_namesIt() throws IOException {
    Path text = Files.writeString(folder.resolve("a.txt"), "a few words and a line\n");

    assertThatThrownBy(() -> WordVectorsFile.read(text))
        .isInstanceOf(IOException.class)
        .hasMessage(text + " is no file of word vectors of this format");
    assertThatThrownBy(() -> WordVectorsFile.read(folder.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no file " + folder.resolve("none"));
  }
}
