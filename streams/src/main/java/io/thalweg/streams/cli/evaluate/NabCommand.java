package io.thalweg.streams.cli.evaluate;

import io.thalweg.model.evaluate.NabCorpus;
import io.thalweg.model.evaluate.NabEvaluation;
import io.thalweg.model.evaluate.NabReport;
import io.thalweg.streams.cli.backtest.ProgressBar;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code evaluate nab}: backtests every series of the Numenta Anomaly Benchmark with one preset
 * ({@link NabPreset}), and scores it with the benchmark's own rules and at Thalweg's own alerts.
 */
@Command(
    name = "nab",
    mixinStandardHelpOptions = true,
    description = {
      "The Numenta Anomaly Benchmark: backtests each series, one preset for all, and scores them by",
      "its rules, beside Thalweg's own alerts, which no label has a say in. Writes nab.md, nab.json",
      "and the scores in the benchmark's results format."
    })
final class NabCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The benchmark: data/, labels/combined_windows.json, profiles.json.")
  private Path data = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder to write to; made if missing.")
  private Path out = Path.of("");

  @Option(names = "--json", description = "Print the results as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      NabReport report = evaluate(ProgressBar.onTerminal(err, "series"));
      PrintWriter to = spec.commandLine().getOut();
      to.print(json ? report.json().toPrettyString() + "\n" : report.markdown());
      to.flush();
      return 0;
    } catch (IOException e) {
      err.println(
          "The evaluation of %s stopped: %s (%s)."
              .formatted(data, e.getMessage(), e.getClass().getSimpleName()));
      return 1;
    }
  }

  private NabReport evaluate(ProgressBar progress) throws IOException {
    NabCorpus corpus = NabCorpus.read(data);
    NabEvaluation evaluation = new NabEvaluation(corpus);
    double series = corpus.files().size();
    NabEvaluation.Run run =
        evaluation.run(
            "thalweg", new ThalwegNab(NabPreset.plan()), done -> progress.at(done / series, done));
    progress.done();
    NabReport report = evaluation.report(run);
    evaluation.write(out, run, report);
    return report;
  }
}
