package io.thalweg.streams.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A film of 1,200 small frames: a still picture with noise. */
final class VideoCommandTest {
  private static final int SIDE = 16;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine command = EvaluateCommand.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(args);
  }

  private void film(int frames) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    byte[] header = "P5 16 16 255\n".getBytes(StandardCharsets.US_ASCII);
    for (int t = 0; t < frames; t++) {
      byte[] file = Arrays.copyOf(header, header.length + SIDE * SIDE);
      for (int i = 0; i < SIDE * SIDE; i++) {
        file[header.length + i] = (byte) Math.round(100 + i / 8.0 + 2 * random.nextGaussian());
      }
      Files.write(folder.resolve("f%04d.pgm".formatted(t)), file);
    }
  }

  /**
   * On a plane the mean of 3 x 3 pixels in four frames errs by {@code noise^2 (1 + 1/36)}, the last
   * frame by {@code 2 noise^2}: a ratio of .514, a little more at the border. The block is some 100
   * levels, 50 deviations, brighter; those after it meet a calibration that has seen it.
   */
  @Test
  void evaluate_noisyStill_isExpectedBetterThanCopied_andTheBlockAlerted() throws IOException {
    film(1_200);
    Path json = folder.resolve("video.json");

    int exit = run("video", "--data", folder.toString(), "--side", "16", "--out", json.toString());

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    assertThat(figures.at("/quiet/last_half/ratio").asDouble()).isBetween(0.5, 0.6);
    assertThat(figures.at("/disturbed")).hasSize(4);
    for (JsonNode disturbed : figures.at("/disturbed")) {
      JsonNode first = disturbed.at("/events/0");
      assertThat(first.at("/kind").asText()).isEqualTo("block");
      assertThat(first.at("/alert").asInt()).isEqualTo(first.at("/first").asInt());
    }
    assertThat(out.toString()).contains("| block | 640 to 659 | 640 |");
  }

  @Test
  void evaluate_tooFewFrames_saysHowMany() throws IOException {
    film(3);

    assertThat(run("video", "--data", folder.toString())).isOne();
    assertThat(err.toString()).contains("3 frames are too few");
  }

  @Test
  void evaluate_noPictures_saysWhere() {
    assertThat(run("video", "--data", folder.toString())).isOne();
    assertThat(err.toString()).contains(folder.toString()).contains("no pictures");
  }
}
