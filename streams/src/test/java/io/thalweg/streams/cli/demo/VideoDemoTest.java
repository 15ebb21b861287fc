package io.thalweg.streams.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole video demo on the embedded broker, filmed three times as fast as it is. */
@Timeout(180)
final class VideoDemoTest {
  private static final DemoPlan PLAN =
      new DemoPlan(
          Duration.ofSeconds(25),
          Duration.ZERO,
          Duration.ofSeconds(3),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(7),
          Duration.ofSeconds(1),
          60,
          FilmedScene.ROUND,
          200);

  @TempDir private Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void run_generatedScene_foreseesFramesAndFindsEveryDisturbance() throws Exception {
    Clock clock = Clock.systemUTC();
    DemoSubject subject = new VideoDemo(clock);
    LiveView view = LiveView.of(new Terminal(false, 80, true, false), new PrintStream(out, true));

    Demo.Outcome outcome = new Demo(PLAN, directory, subject, view, clock).run();

    DemoSummary summary = outcome.summary();
    assertThat(summary.verdicts()).allMatch(Verdict::passed);
    assertThat(summary.incidents()).hasSize(4);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("disturbing the scene: a block in the picture", "pixels at ");
    List<String> names = pictures();
    assertThat(names).anyMatch(name -> name.endsWith("-where.png"));
    assertThat(names).anyMatch(name -> name.endsWith("-expected-actual.png"));
    assertThat(String.join("\n", DemoReport.lines(outcome, subject.words(), directory)))
        .contains(directory.resolve("pictures").toString());
  }

  private List<String> pictures() throws Exception {
    try (Stream<Path> files = Files.list(directory.resolve("pictures"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
