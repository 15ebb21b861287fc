package io.thalweg.streams.cli.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code demo}: the main job on this machine's own telemetry, from the broker to the alert.
 *
 * <p>The exit code is 0 only if every link really worked. SIGINT and SIGTERM stop the demo and
 * delete what it wrote.
 */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Learns this machine's own telemetry, makes a real disturbance, and finds it.",
      "Starts a broker in this process; nothing else is needed. Reads processor, memory, disk and"
          + " network figures only, and sends nothing anywhere.",
      "Exit code: 0 every link worked, 1 one did not, 2 wrong usage."
    })
public final class DemoCommand implements Callable<Integer> {
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

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    Terminal terminal =
        Terminal.detect(System.getenv(), Boolean.getBoolean("thalweg.tty"), headless);
    PrintStream out = output(terminal);
    Path directory = RunDirectory.create(data);
    try {
      Demo.Outcome outcome = run(terminal, out, directory);
      DemoReport.lines(outcome, directory).forEach(out::println);
      write(outcome.summary());
      return outcome.summary().passed() ? 0 : 1;
    } catch (CancellationException stopped) {
      return 1;
    }
  }

  private void check() throws IOException {
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

  private Demo.Outcome run(Terminal terminal, PrintStream out, Path directory)
      throws IOException, InterruptedException {
    CountDownLatch cleaned = new CountDownLatch(1);
    Thread hook = null;
    try (LiveView view = LiveView.of(terminal, out)) {
      Demo demo = demo(directory, view);
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

  private Demo demo(Path directory, LiveView view) {
    Clock clock = Clock.systemUTC();
    Disturber disturber =
        time -> Disturbance.start(DisturbancePlan.forThisMachine(time, directory), clock);
    HostTelemetry telemetry = HostTelemetry.ofThisMachine(System::nanoTime);
    return new Demo(DemoPlan.of(length), directory, telemetry, host(), disturber, view, clock);
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

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "this-machine";
    }
  }
}
