package io.thalweg.streams.cli.bench;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bench pipeline}: how fast learning and serving are beside a topology that only stores and
 * forwards. Needs no configuration; leaves nothing behind. The exit code says whether it ran, not
 * whether the targets were reached: that is the machine's business too.
 */
@Command(
    name = "pipeline",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Measures learning and serving beside a pass-through topology with a logged store,",
      "on the embedded broker and the same synthetic events. Compare ratios, not machines."
    })
final class PipelineBenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "200000",
      description = "Events on the topic.")
  private int records;

  @Option(
      names = "--repeat",
      paramLabel = "K",
      defaultValue = "3",
      description = "Measured runs of each topology; one more warms up.")
  private int repeat;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "2000",
      description = "Events per second while latency is measured.")
  private int rate;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "10",
      description = "How long latency is measured; 0: not at all.")
  private int seconds;

  @Option(names = "--json", description = "Print one JSON object instead of the table.")
  private boolean json;

  @Override
  public Integer call() {
    BenchOptions options = new BenchOptions(records, repeat, rate, seconds);
    PrintWriter out = spec.commandLine().getOut();
    BenchReport report = new PipelineBench(options, this::say).run();
    out.println(json ? BenchJson.of(report) : BenchText.of(report));
    out.flush();
    return 0;
  }

  private void say(String what) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(what);
    err.flush();
  }
}
