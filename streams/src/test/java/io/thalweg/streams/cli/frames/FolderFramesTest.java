package io.thalweg.streams.cli.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.picture.NaturalOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderFramesTest {
  private static final FrameTimes TIMES = new FrameTimes(1_000, 30);

  @TempDir Path folder;

  @Test
  void next_ofAFolder_givesPicturesAsPeopleCount() throws IOException {
    write("in10.jpg", "in2.JPG", "in1.jpeg", "a.png", "in2b.pgm", "notes.txt", "z.ppm", "x.gif");
    Files.createDirectory(folder.resolve("folder.png"));

    assertThat(all())
        .extracting(Frame::name)
        .containsExactly("a.png", "in1.jpeg", "in2.JPG", "in2b.pgm", "in10.jpg", "z.ppm");
  }

  @Test
  void next_ofAFolder_givesBytesAndTimesThatDoNotDrift() throws IOException {
    write("1.jpg", "2.jpg", "3.jpg", "4.jpg");

    List<Frame> frames = all();

    assertThat(frames)
        .extracting(Frame::timestampMillis)
        .containsExactly(1_000L, 1_033L, 1_067L, 1_100L);
    assertThat(frames.get(1).bytes()).isEqualTo("2.jpg".getBytes(StandardCharsets.UTF_8));
    assertThat(TIMES.millisOf(30L * 86_400)).isEqualTo(1_000L + 86_400_000);
  }

  @Test
  void open_withoutPictures_saysSo() throws IOException {
    write("notes.txt");

    assertThatThrownBy(() -> FolderFrames.open(folder, TIMES))
        .isInstanceOf(IOException.class)
        .hasMessage(folder + " has no pictures: no file ends in .jpg, .jpeg, .png, .pgm, .ppm.");
    Path file = folder.resolve("notes.txt");
    assertThatThrownBy(() -> FolderFrames.open(file, TIMES)).hasMessage(file + " is not a folder.");
  }

  @Test
  void compare_names_isATotalOrder() {
    NaturalOrder order = new NaturalOrder();
    List<String> sorted =
        List.of(
            "",
            "01",
            "1",
            "2",
            "010",
            "10a",
            "99999999999999999999",
            "a",
            "a0",
            "a1",
            "a1b2",
            "a1b10",
            "b");

    for (int i = 0; i < sorted.size(); i++) {
      for (int j = 0; j < sorted.size(); j++) {
        assertThat(Integer.signum(order.compare(sorted.get(i), sorted.get(j))))
            .as("%s and %s", sorted.get(i), sorted.get(j))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }

  @Test
  void frameTimes_ofAnImpossibleRate_areRefused() {
    assertThatThrownBy(() -> new FrameTimes(0, 0))
        .hasMessage("frames per second must be 0.001 to 1000, not 0.0");
    assertThatThrownBy(() -> new FrameTimes(0, Double.NaN)).hasMessageContaining("not NaN");
  }

  private void write(String... names) throws IOException {
    for (String name : names) {
      Files.writeString(folder.resolve(name), name);
    }
  }

  private List<Frame> all() throws IOException {
    List<Frame> frames = new ArrayList<>();
    try (FolderFrames source = FolderFrames.open(folder, TIMES)) {
      for (Frame frame = source.next(); frame != null; frame = source.next()) {
        frames.add(frame);
      }
      assertThat(frames).hasSize(source.size());
    }
    return frames;
  }
}
