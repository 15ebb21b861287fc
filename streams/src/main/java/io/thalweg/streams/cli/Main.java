package io.thalweg.streams.cli;

import io.thalweg.streams.cli.backtest.BacktestCommand;
import io.thalweg.streams.cli.bench.BenchCommand;
import io.thalweg.streams.cli.demo.DemoCommand;
import io.thalweg.streams.cli.evaluate.EvaluateCommand;
import io.thalweg.streams.cli.words.WordsCommand;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.runtime.Cluster;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The launcher's entry point. A new command is one class and one line here. */
@Command(
    name = "thalweg",
    description = "Learns what a stream of events usually does next, and says when it does not.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private Main() {}

  /** Runs one command and exits with its code: 0 done, 1 failed, 2 wrong usage. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    Connector cluster =
        config -> {
          Cluster opened = Cluster.open(config);
          opened.ensureTopics();
          return new Connector.Connection(opened.config(), opened::close);
        };
    return new CommandLine(new Main())
        .addSubcommand(new DemoCommand())
        .addSubcommand(new RunCommand())
        .addSubcommand(new BrokerCommand())
        .addSubcommand(new ReplayCommand(cluster))
        .addSubcommand(new SnapshotCommand(Main::existing))
        .addSubcommand(new BacktestCommand())
        .addSubcommand(new MatchCommand(Main::existing))
        .addSubcommand(new CompleteCommand(Main::existing))
        .addSubcommand(EvaluateCommand.commandLine())
        .addSubcommand(new BenchCommand())
        .addSubcommand(WordsCommand.commandLine(Main::existing))
        .setExecutionExceptionHandler(new OneSentence());
  }

  /** A cluster to look at: nothing is created on it. */
  private static Connector.Connection existing(PipelineConfig config) {
    Cluster opened = Cluster.open(config);
    return new Connector.Connection(opened.config(), opened::close);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? See thalweg --help.");
  }
}
