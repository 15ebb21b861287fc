package io.thalweg.streams.cli.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.core.LoggerContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code demo text}: the main job on this program's own log. */
@Command(
    name = "text",
    mixinStandardHelpOptions = true,
    description = {
      "Learns what this program and its broker log at debug level, logs errors nobody has seen, and"
          + " finds them.",
      "Needs no files, and prints nothing of that log. With --input the lines of files are learned"
          + " as well; they are read and sent nowhere else.",
      "Exit code: 0 every link worked, 1 one did not, 2 wrong usage."
    })
final class DemoTextCommand extends RunDemo {
  private static final double MOST = 1000;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description =
          "A file whose lines are sent as well, once, under its name; .gz is unpacked. May be"
              + " repeated: one file follows the other.")
  private List<Path> inputs = new ArrayList<>();

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "20",
      description = "Lines of files per second, 1 to 1000. Default: ${DEFAULT-VALUE}.")
  private double rate;

  @Override
  void check(CommandLine command) {
    for (Path input : inputs) {
      if (!Files.isReadable(input) || Files.isDirectory(input)) {
        throw new ParameterException(
            command, "--input is " + input + ", which is no file that can be read.");
      }
    }
    if (!(rate >= 1 && rate <= MOST)) {
      throw new ParameterException(command, "--rate is " + rate + ", allowed is 1 to 1000.");
    }
  }

  @Override
  DemoPlan plan(Duration total) {
    return TextDemo.plan(total, inputRate());
  }

  private double inputRate() {
    return inputs.isEmpty() ? 0 : rate;
  }

  @Override
  DemoSubject subject(Path directory, Clock clock) {
    LogQueue queue = new LogQueue();
    return new TextDemo(
        plan(DemoPlan.SHORTEST),
        queue,
        () -> LogCapture.start(LoggerContext.getContext(false), queue),
        inputs,
        inputRate(),
        new StrangeLines(clock));
  }
}
