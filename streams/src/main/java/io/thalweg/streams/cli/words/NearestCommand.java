package io.thalweg.streams.cli.words;

import io.thalweg.model.text.WordVectors;
import io.thalweg.streams.broker.BrokerException;
import io.thalweg.streams.cli.Connector;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.snapshot.SnapshotException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code words nearest}: the words most like one. Exit code 1: the word has no vector. */
@Command(
    name = "nearest",
    mixinStandardHelpOptions = true,
    description = "The words whose vectors are nearest to that of a word, by cosine.")
final class NearestCommand implements Callable<Integer> {
  private final Connector connector;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "WORD", description = "A word.")
  private String word = "";

  @Mixin private AskOptions options = new AskOptions();

  NearestCommand(Connector connector) {
    this.connector = connector;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      WordVectors vectors = options.read(connector);
      String asked = AskOptions.known(vectors, word);
      out.println(options.answer(List.of(asked), vectors.nearest(asked, options.count())));
      out.flush();
      return 0;
    } catch (ConfigurationException
        | SnapshotException
        | BrokerException
        | IllegalArgumentException
        | IOException e) {
      spec.commandLine().getErr().println(e.getMessage());
      spec.commandLine().getErr().flush();
      return 1;
    }
  }
}
