package io.thalweg.streams.cli.backtest;

import io.thalweg.streams.cli.EventInputs;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code backtest}: learns and watches the records of a file as the service would those of a topic
 * under {@code serve.alignment: offset}, without a broker. Exit code 0: all files are written.
 */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description = {
      "Learns and watches the records of a file, without a broker, deterministically.",
      "Writes scores.csv (one row per input row), embeddings.csv, alerts.jsonl, model.snapshot (the",
      "last version) and summary.json; of pictures also what was expected beside what came."
    })
public final class BacktestCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE",
      description = {
        "A CSV file, or JSON lines; .gz is unpacked. With modality video a folder of pictures,",
        "or, through the program ffmpeg, a video."
      })
  private String input = "";

  @Option(
      names = "--fps",
      defaultValue = "25",
      paramLabel = "N",
      description = "Pictures per second of time. Default: ${DEFAULT-VALUE}.")
  private double framesPerSecond;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = {
        "The pipeline file. Without one, timestamp, entity and numeric columns are inferred, and a",
        "version is decided every rows/64 rows (at least 64, at most 1000)."
      })
  private @Nullable Path config;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder to write to; made if missing.")
  private Path out = Path.of("");

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      BacktestSummary summary = run(ProgressBar.onTerminal(err, "rows"));
      PrintWriter to = spec.commandLine().getOut();
      to.print(json ? summary.json().toPrettyString() + "\n" : summary.text());
      to.flush();
      return 0;
    } catch (ConfigurationException e) {
      err.println(e.getMessage());
    } catch (IOException e) {
      err.println(sentence(e));
    }
    return 1;
  }

  private BacktestSummary run(ProgressBar progress) throws IOException {
    FileBacktest backtest =
        config == null
            ? FileBacktest.inferred(Path.of(input))
            : configured(PipelineConfig.read(config));
    BacktestSummary summary = backtest.run(out, List.of(), progress);
    progress.done();
    return summary;
  }

  private FileBacktest configured(PipelineConfig pipeline) {
    return FileBacktest.of(EventInputs.of(input, pipeline, 0, framesPerSecond), pipeline);
  }

  private String sentence(IOException e) {
    return "The backtest of %s to %s stopped: %s (%s)."
        .formatted(input, out, e.getMessage(), e.getClass().getSimpleName());
  }
}
