package io.thalweg.streams.cli.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What the commands of all demos share: options, the run, and the exit code, which is 0 only if
 * every link really worked. SIGINT and SIGTERM stop the demo and delete what it wrote.
 */
abstract sealed class RunDemo implements Callable<Integer>
    permits DemoCommand, DemoTextCommand, DemoVideoCommand {
  private static final Duration CLEAN_UP = Duration.ofSeconds(60);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--headless", description = "Plain lines instead of a view that redraws itself.")
  private boolean headless;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      defaultValue = "90s",
      converter = DurationOption.class,
      description = "How long in all, from 60s to 24h: 90s, 2m, PT90S. Default: ${DEFAULT-VALUE}.")
  private Duration length = Duration.ZERO;

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description = "Writes figures and verdicts to this file, as JSON.")
  private @Nullable Path summary;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".thalweg/demo",
      description =
          "Where broker and state live; each run has a directory of its own there, and deletes"
              + " those of earlier runs. Default: ${DEFAULT-VALUE}.")
  private Path data = Path.of("");

  /** When what happens. */
  abstract DemoPlan plan(Duration total);

  /**
   * What it is about; called once.
   *
   * @param directory for this demo alone
   * @param clock tells the events' times
   */
  abstract DemoSubject subject(Path directory, Clock clock);

  @Override
  public final Integer call() throws IOException, InterruptedException {
    check();
    Terminal terminal =
        Terminal.detect(System.getenv(), Boolean.getBoolean("thalweg.tty"), headless);
    PrintStream out = output(terminal);
    Path directory = RunDirectory.create(data);
    Clock clock = Clock.systemUTC();
    DemoSubject subject = subject(directory, clock);
    try {
      Demo.Outcome outcome = run(subject, terminal, out, directory, clock);
      DemoReport.lines(outcome, subject.words(), directory).forEach(out::println);
      write(outcome.summary());
      return outcome.summary().passed() ? 0 : 1;
    } catch (CancellationException stopped) {
      return 1;
    }
  }

  /**
   * Checks what the command has beside the shared options, before anything starts.
   *
   * @param command for a {@link ParameterException}
   */
  void check(CommandLine command) {}

  private void check() throws IOException {
    check(spec.commandLine());
    if (length.compareTo(DemoPlan.SHORTEST) < 0 || length.compareTo(DemoPlan.LONGEST) > 0) {
      throw new ParameterException(
          spec.commandLine(), "--for is " + length + ", allowed is 60s to 24h.");
    }
    if (summary != null && Files.isDirectory(summary)) {
      throw new ParameterException(
          spec.commandLine(), "--summary is " + summary + ", which is a directory.");
    }
    Path parent = summary == null ? null : summary.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
  }

  private Demo.Outcome run(
      DemoSubject subject, Terminal terminal, PrintStream out, Path directory, Clock clock)
      throws IOException, InterruptedException {
    CountDownLatch cleaned = new CountDownLatch(1);
    Thread hook = null;
    try (LiveView view = LiveView.of(terminal, out)) {
      Demo demo = new Demo(plan(length), directory, subject, view, clock);
      hook = new Thread(() -> stop(demo, cleaned), "demo-stop");
      Runtime.getRuntime().addShutdownHook(hook);
      return demo.run();
    } catch (CancellationException stopped) {
      RunDirectory.delete(directory);
      out.println("Stopped; what it wrote is deleted.");
      throw stopped;
    } finally {
      cleaned.countDown();
      remove(hook);
    }
  }

  private void write(DemoSummary figures) throws IOException {
    if (summary != null) {
      Files.writeString(summary, DemoSummaryJson.of(figures));
    }
  }

  private static void stop(Demo demo, CountDownLatch cleaned) {
    demo.stop();
    try {
      cleaned.await(CLEAN_UP.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(@Nullable Thread hook) {
    if (hook == null) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // It runs already, and waits for nothing any more.
    }
  }

  /** System.out guesses its encoding before Java 18. */
  private static PrintStream output(Terminal terminal) {
    return terminal.unicode()
        ? new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
        : System.out;
  }
}
