package io.thalweg.streams.cli.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.picture.PictureShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Against a small program in the place of ffmpeg: no video, and no ffmpeg, is needed. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class FfmpegFramesTest {
  private static final PictureShape GREY = new PictureShape(1, 2, 1);
  private static final FrameTimes TIMES = new FrameTimes(500, 10);

  @TempDir Path folder;

  @Test
  void next_ofAVideo_givesItsFramesWithTheirTimes() throws IOException {
    String program = program("printf 'P5\\n2 1\\n255\\nabP5\\n2 1\\n255\\ncd'");

    List<Frame> frames = all(program, "video.mp4", GREY);

    assertThat(frames).extracting(Frame::timestampMillis).containsExactly(500L, 600L);
    assertThat(frames).extracting(Frame::name).containsExactly("frame 0", "frame 1");
    assertThat(frames.get(1).bytes())
        .isEqualTo("P5\n2 1\n255\ncd".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void open_passesTheAddressAsOneArgument() throws IOException {
    Path arguments = folder.resolve("arguments");
    String program =
        program("printf '%s\\n' \"$@\" > '" + arguments + "'; printf 'P6\\n2 1\\n255\\nabcdef'");
    String address = "rtsp://camera/a b;touch $(x)";

    all(program, address, new PictureShape(1, 2, 3));

    assertThat(Files.readAllLines(arguments))
        .containsSubsequence("-nostdin", "-i", address, "-vf", "fps=10.0,scale=2:1")
        .containsSubsequence("-pix_fmt", "rgb24", "-c:v", "ppm", "-");
  }

  @Test
  void open_aFileWhoseNameLooksLikeAnAddress_isOpenedAsAFile() throws IOException {
    Path arguments = folder.resolve("arguments");
    String program =
        program("printf '%s\\n' \"$@\" > '" + arguments + "'; printf 'P5\\n2 1\\n255\\nab'");
    Path video = Files.writeString(folder.resolve("concat:a.mp4"), "");

    all(program, video.toString(), GREY);

    assertThat(Files.readAllLines(arguments)).contains("file:" + video);
  }

  @Test
  void open_anAddressThatWouldBeAnOption_isRefused() {
    assertThatThrownBy(() -> FfmpegFrames.open("-version", GREY, TIMES))
        .isInstanceOf(IOException.class)
        .hasMessage("'-version' is neither a video file nor a stream address.");
  }

  @Test
  void open_withoutTheProgram_saysWhatIsMissing() {
    String program = folder.resolve("no-ffmpeg").toString();

    assertThatThrownBy(() -> FfmpegFrames.open(program, "video.mp4", GREY, TIMES))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be started (is it installed?)");
  }

  @Test
  void next_whenTheProgramFails_showsWhatItSaid() throws IOException {
    String program = program("echo 'video.mp4: no such file' >&2; exit 3");

    assertFails(program, "ended with code 3 while reading video.mp4: video.mp4: no such file");
  }

  @Test
  void next_ofHalfAFrame_isAnError() throws IOException {
    assertFails(program("printf 'P5\\n2 1\\n255\\na'"), "ended within frame 0");
  }

  @Test
  void next_ofOtherFrames_isAnError() throws IOException {
    assertFails(program("printf 'P5\\n9 9\\n255\\nab'"), "no frames of the size it was asked for");
  }

  @Test
  void next_ofNoFrame_isAnError() throws IOException {
    assertFails(program("exit 0"), "found no frame while reading video.mp4: it did not say why.");
  }

  /** A pipe holds 64 KB: a program whose complaints nobody reads would never come to its frame. */
  @Test
  void next_ofAProgramThatComplainsALot_isNotHeldUp() throws IOException {
    String program = program("yes complaint | head -n 100000 >&2; printf 'P5\\n2 1\\n255\\nab'");

    assertThat(all(program, "video.mp4", GREY)).hasSize(1);
  }

  @Test
  void close_endsTheProgramAndItsChildren() throws Exception {
    Path pids = folder.resolve("pids");
    String program =
        program(
            "sleep 1000 & echo $! > '"
                + pids
                + "'; echo $$ >> '"
                + pids
                + "';"
                + " printf 'P5\\n2 1\\n255\\nab'; wait");
    List<ProcessHandle> processes;
    try (FfmpegFrames frames = FfmpegFrames.open(program, "video.mp4", GREY, TIMES)) {
      frames.next();
      processes =
          Files.readAllLines(pids).stream()
              .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
              .toList();
      assertThat(processes).hasSize(2);
    }

    for (ProcessHandle process : processes) {
      process.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  private void assertFails(String program, String reason) throws IOException {
    try (FfmpegFrames frames = FfmpegFrames.open(program, "video.mp4", GREY, TIMES)) {
      assertThatThrownBy(frames::next).isInstanceOf(IOException.class).hasMessageContaining(reason);
    }
  }

  private static List<Frame> all(String program, String address, PictureShape shape)
      throws IOException {
    List<Frame> all = new ArrayList<>();
    try (FfmpegFrames frames = FfmpegFrames.open(program, address, shape, TIMES)) {
      for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
        all.add(frame);
      }
    }
    return all;
  }

  private String program(String script) throws IOException {
    Path program = folder.resolve("fake-ffmpeg");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program.toString();
  }
}
