package io.thalweg.streams.cli.evaluate;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code evaluate}: the public benchmarks, one subcommand each. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "BENCHMARK",
    description = {
      "Runs a public benchmark on data you have. Labels are read for scoring, never for learning."
    })
public final class EvaluateCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private EvaluateCommand() {}

  /** The command with its benchmarks. */
  public static CommandLine commandLine() {
    return new CommandLine(new EvaluateCommand())
        .addSubcommand(new NabCommand())
        .addSubcommand(new SmdCommand())
        .addSubcommand(new ProbeCommand())
        .addSubcommand(new VerifyCommand())
        .addSubcommand(new VideoCommand())
        .addSubcommand(new LogsCommand())
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Which benchmark? See thalweg evaluate --help.");
  }
}
