package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextLinesTest {
  @TempDir Path folder;

  private final List<String> lines = new ArrayList<>();

  private TextLines.Tally read(Path... inputs) throws IOException {
    TextLines text = TextLines.of(List.of(inputs));
    TextLines.Tally tally = text.read(lines::add);
    assertThat(text.share()).isEqualTo(1);
    return tally;
  }

  @Test
  void read_lineEnds_areLeftOutAndTheLastNeedsNone() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "one\r\n\ntwo\rthree\nlast");

    TextLines.Tally tally = read(file);

    assertThat(lines).containsExactly("one", "", "two\rthree", "last");
    assertThat(tally).isEqualTo(new TextLines.Tally(1, 4, 0, 0, 0));
  }

  @Test
  void read_aFolder_takesAllKindsInOrderOfTheirPathsButWhatIsHidden() throws IOException {
    Files.writeString(folder.resolve("t10.txt"), "ten\n");
    Files.writeString(folder.resolve("t9.txt"), "nine\n");
    Files.writeString(folder.resolve(".t1.txt"), "hidden\n");
    Files.createDirectories(folder.resolve(".git"));
    Files.writeString(folder.resolve(".git/t2.txt"), "hidden\n");
    Files.createDirectories(folder.resolve("u"));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("u/v.txt.gz")))) {
      out.write("zipped\n".getBytes(StandardCharsets.UTF_8));
    }
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("w.ZIP")))) {
      for (String name : List.of("x/", "x/second", "x/first")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.endsWith("/") ? new byte[0] : name.getBytes(StandardCharsets.UTF_8));
      }
    }

    TextLines.Tally tally = read(folder);

    assertThat(lines).containsExactly("ten", "nine", "zipped", "x/second", "x/first");
    assertThat(tally.files()).isEqualTo(5);
  }

  @Test
  void read_aLineThatIsNotUtf8_isReadByteByByteAndCounted() throws IOException {
    Path file = folder.resolve("mixed.txt");
    Files.write(file, "na\u00EFve\n".getBytes(StandardCharsets.ISO_8859_1));
    Files.writeString(file, "na\u00EFve \uFFFD\n", java.nio.file.StandardOpenOption.APPEND);

    TextLines.Tally tally = read(file);

    assertThat(lines).containsExactly("na\u00EFve", "na\u00EFve \uFFFD");
    assertThat(tally.notUtf8()).isEqualTo(1);
  }

  @Test
  void read_aFileWithAZeroByte_isLeftOutAndCounted() throws IOException {
    Path binary = Files.write(folder.resolve("b.bin"), new byte[] {'a', 0, '\n'});
    Path text = Files.writeString(folder.resolve("t.txt"), "text");

    TextLines.Tally tally = read(binary, text);

    assertThat(lines).containsExactly("text");
    assertThat(tally).isEqualTo(new TextLines.Tally(1, 1, 0, 0, 1));
  }

  @Test
  void read_aLineWithoutEnd_isCutAtABlankAndNothingIsLost() throws IOException {
    String words = "seven77 ".repeat(LineReader.LONGEST / 8 * 2 + 5);
    Path file = Files.writeString(folder.resolve("long.txt"), words);

    TextLines.Tally tally = read(file);

    assertThat(tally.cut()).isEqualTo(2);
    assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line).endsWith("seven77 "));
    assertThat(String.join("", lines)).isEqualTo(words);
  }

  @Test
  void of_whatIsNotThere_isRefusedWithOneSentence() throws IOException {
    Path none = folder.resolve("none.txt");
    Path empty = Files.createDirectories(folder.resolve("empty"));

    assertThatThrownBy(() -> TextLines.of(List.of(none)))
        .isInstanceOf(IOException.class)
        .hasMessage(none + " is no file and no folder that can be read");
    assertThatThrownBy(() -> TextLines.of(List.of(empty))).hasMessage(empty + " holds no file");
  }

  @Test
  void read_aDamagedArchive_saysWhichFile() throws IOException {
    Path zip = Files.writeString(folder.resolve("bad.zip"), "no archive");
    Path gz = Files.writeString(folder.resolve("bad.gz"), "no archive");

    assertThatThrownBy(() -> read(zip)).hasMessageStartingWith(zip + " is damaged: ");
    assertThatThrownBy(() -> read(gz)).hasMessageStartingWith(gz + " is damaged: ");
  }
}
