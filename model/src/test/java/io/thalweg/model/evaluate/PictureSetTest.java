package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureShape;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets in idx files and in folders, made by the test. */
final class PictureSetTest {
  private static final UnaryOperator<PictureShape> OWN = UnaryOperator.identity();

  @TempDir Path folder;

  /** Values count up from 0. */
  private static byte[] idx(int... sizes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(8 << 8 | sizes.length);
    int values = 1;
    for (int size : sizes) {
      out.writeInt(size);
      values *= size;
    }
    for (int i = 0; i < values; i++) {
      out.writeByte(i);
    }
    return bytes.toByteArray();
  }

  private static byte[] gzipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private Path write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private static byte[] pgm(int value) {
    return ("P2 2 1 255 " + value + " 7").getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void read_idxWithoutATestPart_keepsTheLastForIt() throws IOException {
    write("train-images-idx3-ubyte.gz", gzipped(idx(10, 2, 3)));
    write("train-labels-idx1-ubyte", idx(10));

    PictureSet set = PictureSet.read(folder, OWN, 0.2, 1);

    assertThat(set.train()).hasSize(8);
    assertThat(set.test()).hasSize(2);
    assertThat(set.shape()).isEqualTo(new PictureShape(2, 3, 1));
    assertThat(set.train().get(1))
        .isEqualTo(
            new LabelledPicture(new Picture(set.shape(), new byte[] {6, 7, 8, 9, 10, 11}), "1"));
    assertThat(set.labels(set.test())).containsExactly(-1, -1);
    assertThat(set.first(3).train()).hasSize(3);
  }

  @Test
  void read_idxWithATestPart_takesIt() throws IOException {
    write("train-images-idx3-ubyte", idx(4, 2, 2));
    write("train-labels-idx1-ubyte", idx(4));
    write("t10k-images-idx3-ubyte", idx(3, 2, 2));
    write("t10k-labels-idx1-ubyte", idx(3));

    PictureSet set = PictureSet.read(folder, OWN, 0.5, 1);

    assertThat(set.train()).hasSize(4);
    assertThat(set.test()).hasSize(3);
    assertThat(PictureSet.isThere(folder)).isTrue();
  }

  /** s2 before s10; half of each class is drawn for the test. */
  @Test
  void read_folders_drawTheSameShareOfEachClass() throws IOException {
    for (int i = 0; i < 4; i++) {
      write("s10/" + i + ".pgm", pgm(i));
      write("s2/" + i + ".PGM", pgm(10 + i));
    }
    write("s2/notes.txt", new byte[3]);
    write("readme.pgm", pgm(1));

    PictureSet set = PictureSet.read(folder, OWN, 0.5, 1);

    assertThat(set.classes()).containsExactly("s2", "s10");
    for (List<LabelledPicture> part : List.of(set.train(), set.test())) {
      assertThat(part)
          .extracting(LabelledPicture::label)
          .containsExactlyInAnyOrder("s2", "s2", "s10", "s10");
    }
    assertThat(set.train()).doesNotContainAnyElementsOf(set.test());
    assertThat(PictureSet.read(folder, OWN, 0.5, 1)).isEqualTo(set);
  }

  @Test
  void readFolders_names_areInNaturalOrder() throws IOException {
    write("s10/1.pgm", pgm(1));
    write("s2/10.pgm", pgm(2));
    write("s2/9.pgm", pgm(3));

    List<LabelledPicture> all = PictureFolders.read(folder, new PictureShape(1, 2, 1));

    assertThat(all)
        .extracting(p -> p.label() + " " + p.picture().value(0, 0, 0))
        .containsExactly("s2 3", "s2 2", "s10 1");
    assertThat(PictureFolders.read(folder, new PictureShape(3, 5, 3)).get(0).picture().shape())
        .isEqualTo(new PictureShape(3, 5, 3));
  }

  @Test
  void read_badFiles_areNamedInOneSentence() throws IOException {
    assertThat(PictureSet.isThere(folder)).isFalse();
    assertThatThrownBy(() -> PictureSet.read(folder, OWN, 0.5, 1))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("has no folder with pictures in it");
    write("a/1.png", new byte[] {1, 2, 3});
    assertThatThrownBy(() -> PictureSet.read(folder, OWN, 0.5, 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1.png: A picture is JPEG, PNG, PGM or PPM");
    Path images = write("train-images-idx3-ubyte", idx(4, 2, 2));
    assertThatThrownBy(() -> PictureSet.read(folder, OWN, 0.5, 1))
        .hasMessageEndingWith("has no train-labels-idx1-ubyte");
    write("train-labels-idx1-ubyte", idx(3));
    assertThatThrownBy(() -> PictureSet.read(folder, OWN, 0.5, 1))
        .hasMessageEndingWith("has 4 pictures and 3 labels of part 'train'");
    assertThatThrownBy(() -> PictureSet.read(folder, OWN, 1, 1))
        .hasMessage("testShare must be in (0, 1), not 1.0");

    assertThatThrownBy(() -> IdxFile.labels(images))
        .hasMessageEndingWith("is not an idx file of unsigned bytes in 1 dimensions");
    assertThatThrownBy(
            () -> IdxFile.pictures(write("x", java.util.Arrays.copyOf(idx(2, 2, 2), 20))))
        .hasMessageEndingWith("x ends before its last entry");
    assertThatThrownBy(
            () -> IdxFile.pictures(write("x", java.util.Arrays.copyOf(idx(2, 2, 2), 30))))
        .hasMessageEndingWith("x goes on behind its last entry");
    assertThatThrownBy(() -> IdxFile.pictures(write("x", new byte[6])))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> IdxFile.pictures(write("x", idx(1, 0, 2))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a picture is at least 1 x 1");
    assertThatThrownBy(() -> IdxFile.pictures(write("x.gz", idx(1, 1, 2))))
        .hasMessageContaining("x.gz is not gzipped");
  }

  @Test
  void read_mnist_has50000AndTheLast10000() throws IOException {
    PictureSet set = PictureSet.read(SharedData.require("mnist"), OWN, PicturePreset.TEST_SHARE, 1);

    assertThat(set.train()).hasSize(50_000);
    assertThat(set.test()).hasSize(10_000);
    assertThat(set.classes()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
  }
}
