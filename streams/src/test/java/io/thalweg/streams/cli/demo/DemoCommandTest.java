package io.thalweg.streams.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DemoCommandTest {
  @TempDir private Path directory;

  private final StringWriter err = new StringWriter();

  @Test
  void call_tooShortOrTooLong_isWrongUsageAndWritesNothing() {
    for (String length : new String[] {"59s", "25h", "PT0S"}) {
      assertThat(run("--for", length)).as(length).isEqualTo(2);
      assertThat(err.toString()).contains("allowed is 60s to 24h");
    }
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void call_noDuration_isWrongUsage() {
    assertThat(run("--for", "soon")).isEqualTo(2);
    assertThat(err.toString()).contains("'soon' is no duration such as 90s, 2m or PT90S");
  }

  @Test
  void call_summaryIsADirectory_isWrongUsageBeforeAnythingStarts() throws IOException {
    Path taken = Files.createDirectory(directory.resolve("taken"));

    assertThat(run("--summary", taken.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("which is a directory");
  }

  @Test
  void help_asked_documentsEveryOption() {
    assertThat(new CommandLine(new DemoCommand()).getUsageMessage())
        .contains("--headless", "--for", "90s", "--summary", "--data", ".thalweg/demo");
  }

  @Test
  void video_asked_hasTheSameOptionsAndChecks() {
    CommandLine video =
        Objects.requireNonNull(new CommandLine(new DemoCommand()).getSubcommands().get("video"));

    assertThat(video.getUsageMessage())
        .contains("generated scene", "--headless", "--for", "90s", "--summary", "--data");
    assertThat(run("video", "--for", "59s")).isEqualTo(2);
    assertThat(err.toString()).contains("allowed is 60s to 24h");
  }

  @Test
  void text_inputThatCannotBeReadOrRateOutOfRange_isWrongUsageBeforeAnythingStarts() {
    assertThat(run("text", "--input", directory.resolve("none").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("which is no file that can be read");
    assertThat(run("text", "--rate", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("allowed is 1 to 1000");
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void text_asked_documentsItsOptions() {
    CommandLine text =
        Objects.requireNonNull(new CommandLine(new DemoCommand()).getSubcommands().get("text"));

    assertThat(text.getUsageMessage())
        .contains("debug level", "--input", "--rate", "--headless", "--for", "90s", "--summary");
  }

  private int run(String... args) {
    return new CommandLine(new DemoCommand())
        .setErr(new PrintWriter(err, true))
        .execute(
            java.util.stream.Stream.concat(
                    java.util.Arrays.stream(args),
                    java.util.stream.Stream.of("--data", directory.resolve("data").toString()))
                .toArray(String[]::new));
  }
}
