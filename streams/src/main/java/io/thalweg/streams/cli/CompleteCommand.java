package io.thalweg.streams.cli;

import io.thalweg.model.snapshot.TextCompleter;
import io.thalweg.streams.broker.BrokerException;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.snapshot.SnapshotException;
import java.io.PrintWriter;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code complete}: a text as a stream of text would go on with it. Exit code 0: done. */
@Command(
    name = "complete",
    mixinStandardHelpOptions = true,
    description = "Goes on with a text, so that one can hear what a stream of text has taught.")
final class CompleteCommand implements Callable<Integer> {
  private final Connector connector;

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(multiplicity = "1")
  private SnapshotSource source = new SnapshotSource();

  @Parameters(paramLabel = "TEXT", arity = "0..1", description = "The beginning.")
  private String beginning = "";

  @Option(
      names = "--tokens",
      defaultValue = "200",
      paramLabel = "N",
      description = "Bytes, words or pieces to add. Default: ${DEFAULT-VALUE}.")
  private int tokens;

  @Option(
      names = "--temperature",
      defaultValue = "0.8",
      paramLabel = "T",
      description = "0: always the most probable; 1: as expected. Default: ${DEFAULT-VALUE}.")
  private double temperature;

  @Option(
      names = "--top-k",
      defaultValue = "40",
      paramLabel = "K",
      description = "Of so many most probable ones. Default: ${DEFAULT-VALUE}.")
  private int topK;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "The same seed says the same. Default: ${DEFAULT-VALUE}.")
  private long seed;

  /** The connector decides what happens when the pipeline names no cluster. */
  CompleteCommand(Connector connector) {
    this.connector = connector;
  }

  @Override
  public Integer call() {
    try {
      if (tokens < 1 || tokens > 1_000_000) {
        throw new ConfigurationException(
            "--tokens is '%d', allowed is 1 to 1000000.".formatted(tokens));
      }
      TextCompleter.Sampling sampling = new TextCompleter.Sampling(temperature, topK);
      TextCompleter completer = new TextCompleter(source.read(connector));
      String text = completer.complete(beginning, tokens, sampling, new SplittableRandom(seed));
      PrintWriter out = spec.commandLine().getOut();
      out.println(text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?"));
      out.flush();
      return 0;
    } catch (ConfigurationException
        | SnapshotException
        | BrokerException
        | IllegalArgumentException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(e.getMessage());
      err.flush();
      return 1;
    }
  }
}
