package io.thalweg.streams.cli.words;

import io.thalweg.streams.cli.Connector;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code words}: learns word vectors from text, and answers from them. */
@Command(
    name = "words",
    mixinStandardHelpOptions = true,
    description = "Learns vectors of words from text files; answers from them or from a snapshot.",
    synopsisSubcommandLabel = "COMMAND")
public final class WordsCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private WordsCommand() {}

  /**
   * The command with its subcommands.
   *
   * @param connector decides what happens when a pipeline names no cluster
   */
  public static CommandLine commandLine(Connector connector) {
    return new CommandLine(new WordsCommand())
        .addSubcommand(new LearnCommand())
        .addSubcommand(new NearestCommand(connector))
        .addSubcommand(new AnalogyCommand(connector));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Learn, nearest or analogy? See thalweg words --help.");
  }
}
