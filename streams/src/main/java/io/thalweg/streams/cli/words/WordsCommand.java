package io.thalweg.streams.cli.words;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code words}: learns word vectors from text, and answers from them. */
@Command(
    name = "words",
    mixinStandardHelpOptions = true,
    description = "Learns vectors of words from text files, and answers from them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {LearnCommand.class, NearestCommand.class, AnalogyCommand.class})
public final class WordsCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Learn, nearest or analogy? See thalweg words --help.");
  }
}
