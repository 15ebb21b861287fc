package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LabelledSeriesFileTest {
  private static final String HEADER =
      """
      # a comment
      @problemName Made
      @timeStamps false
      @dimensions 2
      @classLabel true up down

      @data
      """;

  @TempDir Path folder;

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("a.ts"), text);
  }

  @Test
  void read_twoFieldsOfUnequalLengths_areByTimeAndField() throws IOException {
    Path file = write(HEADER + "1,2,?:-1,-2e-1,NaN:up\n\n 3 : 4 : down \n");

    List<LabelledSeries> series = LabelledSeriesFile.read(file);

    assertThat(series).extracting(LabelledSeries::label).containsExactly("up", "down");
    double[][] expected = {{1, -1}, {2, -0.2}, {Double.NaN, Double.NaN}};
    assertThat(java.util.Arrays.deepEquals(series.get(0).values(), expected)).isTrue();
    assertThat(series.get(1).values()).isDeepEqualTo(new double[][] {{3, 4}});
    assertThat(series.get(1).length()).isEqualTo(1);
    assertThat(series.get(1).fields()).isEqualTo(2);
  }

  @Test
  void read_gzipped_isTheSame() throws IOException {
    Path packed = folder.resolve("a.ts.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write((HEADER + "1:2:up\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    assertThat(LabelledSeriesFile.read(packed)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1,2:3,4:left     | line 8: class 'left' is none of [down, up]
          1,2:3:up         | line 8: field 2 has 1 values where the first has 2
          1,x:3,4:up       | line 8: 'x' is not a number
          1,Infinity:3,4:up| line 8: 'Infinity' is not a number
          1,:3,4:up        | line 8: '' is not a number
          up               | line 8: a series is its fields and its class, separated by ':'
          """)
  void read_badSeries_isRefusedWithItsLine(String series, String message) throws IOException {
    Path file = write(HEADER + series + "\n");

    assertThatThrownBy(() -> LabelledSeriesFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ", " + message);
  }

  @Test
  void read_fieldsThatChange_areRefused() throws IOException {
    Path file = write(HEADER + "1:2:up\n1:2:3:down\n");

    assertThatThrownBy(() -> LabelledSeriesFile.read(file))
        .hasMessageEndingWith("line 9: 3 fields where the first series has 2");
  }

  @Test
  void read_badHeader_isRefused() throws IOException {
    assertThatThrownBy(() -> LabelledSeriesFile.read(write("@data\n1:up\n")))
        .hasMessageEndingWith("line 1: the header names no classes ('@classLabel true a b')");
    assertThatThrownBy(() -> LabelledSeriesFile.read(write("1,2:up\n")))
        .hasMessageContaining("line 1: a header line begins with '@'");
    assertThatThrownBy(() -> LabelledSeriesFile.read(write("@timeStamps true\n")))
        .hasMessageEndingWith("line 1: series with timestamps are not read");
    assertThatThrownBy(() -> LabelledSeriesFile.read(write("@classLabel true a\n")))
        .hasMessageEndingWith("has no line '@data'");
    assertThatThrownBy(() -> LabelledSeriesFile.read(write(HEADER)))
        .hasMessageEndingWith("has no series");
  }

  @Test
  void folders_aSetOrAFolderOfSets_areFound() throws IOException {
    Path set = Files.createDirectories(folder.resolve("Made"));
    Files.writeString(set.resolve("Made_TRAIN.ts"), HEADER + "1:2:up\n2:1:down\n");
    assertThatThrownBy(() -> ClassificationSet.read(set)).hasMessage(set + " has no Made_TEST.ts");
    Files.writeString(set.resolve("Made_TEST.ts"), HEADER + "1:2:down\n");

    assertThat(ClassificationSet.folders(folder)).containsExactly(set);
    assertThat(ClassificationSet.folders(set)).containsExactly(set);
    ClassificationSet read = ClassificationSet.read(set);
    assertThat(read.name()).isEqualTo("Made");
    assertThat(read.classes()).containsExactly("down", "up");
    assertThat(read.labels(read.train())).containsExactly(1, 0);
    assertThatThrownBy(() -> ClassificationSet.folders(Files.createDirectory(set.resolve("x"))))
        .hasMessage("neither it nor a folder X in it has an X_TRAIN.ts or .ts.gz");
  }

  @Test
  void read_testOfOtherFields_isRefused() throws IOException {
    Path set = Files.createDirectories(folder.resolve("Made"));
    Files.writeString(set.resolve("Made_TRAIN.ts"), HEADER + "1:2:up\n2:1:down\n");
    Files.writeString(set.resolve("Made_TEST.ts"), HEADER + "1:down\n");

    assertThatThrownBy(() -> ClassificationSet.read(set))
        .hasMessage(set + " has series of 2 fields to train and 1 to test");
  }
}
