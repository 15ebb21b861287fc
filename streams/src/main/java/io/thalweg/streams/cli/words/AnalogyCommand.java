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

/** {@code words analogy}: what is to C as B is to A. Exit code 1: one of them has no vector. */
@Command(
    name = "analogy",
    mixinStandardHelpOptions = true,
    description = "What is to C as B is to A: the words nearest to B - A + C, without the three.")
final class AnalogyCommand implements Callable<Integer> {
  private final Connector connector;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "A", description = "As in man.")
  private String a = "";

  @Parameters(index = "1", paramLabel = "B", description = "As in king.")
  private String b = "";

  @Parameters(index = "2", paramLabel = "C", description = "As in woman.")
  private String c = "";

  @Mixin private AskOptions options = new AskOptions();

  AnalogyCommand(Connector connector) {
    this.connector = connector;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      WordVectors vectors = options.read(connector);
      List<String> asked =
          List.of(
              AskOptions.known(vectors, a),
              AskOptions.known(vectors, b),
              AskOptions.known(vectors, c));
      out.println(
          options.answer(
              asked, vectors.analogy(asked.get(0), asked.get(1), asked.get(2), options.count())));
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
