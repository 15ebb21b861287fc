package io.thalweg.streams.cli.evaluate;

import io.thalweg.model.evaluate.BglLine;
import io.thalweg.model.evaluate.EventSequences;
import io.thalweg.model.evaluate.LineLogEvaluation;
import io.thalweg.model.evaluate.SequenceLogEvaluation;
import io.thalweg.streams.cli.backtest.ProgressBar;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate logs}: whether the surprise of a log line finds those people have labelled. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = {
      "Log lines (BGL_2k.log), each scored before it is learned, and sequences of event ids",
      "(openstack), learned from the train part alone. Prints average precision and best F1 of the",
      "surprise beside simple baselines, and the most surprising lines, with what surprises in"
          + " them",
      "marked. Either may be missing."
    })
final class LogsCommand implements Callable<Integer> {
  private static final String LINES = "BGL_2k.log";
  private static final String SEQUENCES = "openstack";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Folder with " + LINES + " and " + SEQUENCES + "/.")
  private Path data = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write logs.md and logs.json there, too; made if missing.")
  private @Nullable Path out;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of the network (default: 1).")
  private long seed = 1;

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      Optional<LineLogEvaluation.Result> lines = lines(err);
      Optional<SequenceLogEvaluation.Result> sequences = sequences();
      if (lines.isEmpty() && sequences.isEmpty()) {
        err.println("There is neither %s nor %s in %s.".formatted(LINES, SEQUENCES, data));
        return 1;
      }
      LogsReport report = new LogsReport(lines, sequences, seed);
      new Answer("logs", report.markdown(), report.json(), Map.of())
          .give(spec.commandLine().getOut(), json, Optional.ofNullable(out));
      return 0;
    } catch (IOException | IllegalArgumentException e) {
      err.println("The evaluation of %s stopped: %s.".formatted(data, e.getMessage()));
      return 1;
    }
  }

  private Optional<LineLogEvaluation.Result> lines(PrintWriter err) throws IOException {
    Path file = data.resolve(LINES);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<BglLine> lines = BglLine.read(file);
    ProgressBar progress = ProgressBar.onTerminal(err, "lines");
    LineLogEvaluation.Result result =
        LineLogEvaluation.run(lines, seed, done -> progress.at((double) done / lines.size(), done));
    progress.done();
    return Optional.of(result);
  }

  private Optional<SequenceLogEvaluation.Result> sequences() throws IOException {
    Path folder = data.resolve(SEQUENCES);
    return Files.isDirectory(folder)
        ? Optional.of(SequenceLogEvaluation.run(EventSequences.read(folder), seed))
        : Optional.empty();
  }
}
