package io.thalweg.streams.cli.bench;

import io.thalweg.streams.cli.bench.core.CoreBenchCommand;
import io.thalweg.streams.cli.bench.text.TextBenchCommand;
import io.thalweg.streams.cli.bench.words.WordsBenchCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: the benchmarks. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures how fast this machine learns and serves.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PipelineBenchCommand.class,
      CoreBenchCommand.class,
      WordsBenchCommand.class,
      TextBenchCommand.class
    })
public final class BenchCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Which benchmark? See thalweg bench --help for the list.");
  }
}
