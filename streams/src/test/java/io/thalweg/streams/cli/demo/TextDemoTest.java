package io.thalweg.streams.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole text demo on the embedded broker, on what that logs, in a third of the time. */
@Timeout(180)
final class TextDemoTest {
  private static final DemoPlan PLAN =
      new DemoPlan(
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          100,
          300,
          200);

  @TempDir private Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Whether the disturbance stands out, half a minute of learning does not promise. */
  @Test
  void run_ownLog_learnsItAndGoesOnWithALine() throws Exception {
    Clock clock = Clock.systemUTC();
    LogQueue queue = new LogQueue();
    DemoSubject subject =
        new TextDemo(
            PLAN,
            queue,
            () -> LogCapture.start(LoggerContext.getContext(false), queue),
            List.of(),
            0,
            new StrangeLines(clock));
    LiveView view = LiveView.of(new Terminal(false, 80, true, false), new PrintStream(out, true));

    Demo.Outcome outcome = new Demo(PLAN, directory, subject, view, clock).run();

    DemoSummary summary = outcome.summary();
    assertThat(summary.verdicts())
        .filteredOn(
            verdict ->
                List.of("snapshots_published_and_loaded", "one_embedding_per_event")
                    .contains(verdict.name()))
        .hasSize(2)
        .allMatch(Verdict::passed);
    assertThat(summary.lossRatio()).as("bits per token beside counts").isLessThan(1);
    assertThat(outcome.notes()).filteredOn(note -> note.startsWith("surprising: ")).hasSize(3);
    assertThat(outcome.notes()).anyMatch(note -> note.matches("version [0-9]+ goes on with .*"));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("counts of tokens", "logging errors that nobody has seen");
  }
}
