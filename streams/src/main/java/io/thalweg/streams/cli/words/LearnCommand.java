package io.thalweg.streams.cli.words;

import io.thalweg.model.text.EmbeddingLearner;
import io.thalweg.model.text.PlainWords;
import io.thalweg.model.text.TextLines;
import io.thalweg.model.text.WordLearner;
import io.thalweg.model.text.WordVectors;
import io.thalweg.model.text.WordVectorsFile;
import io.thalweg.streams.cli.backtest.ProgressBar;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code words learn}: word vectors from plain text, line by line, each scored before it is learned
 * from. Memory does not depend on the text's length. Exit code 0: the file is written.
 */
@Command(
    name = "learn",
    mixinStandardHelpOptions = true,
    description = {
      "Learns vectors of words from plain text, a line after the other, within a budget of memory,",
      "and writes them to a file for 'nearest' and 'analogy'. Words become lower case;",
      "punctuation stands for itself."
    })
final class LearnCommand implements Callable<Integer> {
  private static final int TOLD_EVERY = 1000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--input",
      required = true,
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description =
          "Text, plain, .gz or .zip; a folder: all files in and below it, but for hidden ones.")
  private List<Path> input = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the vectors go; a file of that name is replaced.")
  private Path out = Path.of("");

  @Option(
      names = "--passes",
      paramLabel = "N",
      defaultValue = "1",
      description = "Over the text; default: ${DEFAULT-VALUE}.")
  private int passes = 1;

  @Mixin private LearnOptions options = new LearnOptions();

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      LearnReport report = learn(err);
      spec.commandLine().getOut().println(json ? report.json() : report.text());
      spec.commandLine().getOut().flush();
      return 0;
    } catch (IllegalArgumentException | IOException e) {
      err.println(e.getMessage());
      err.flush();
      return 1;
    }
  }

  private LearnReport learn(PrintWriter err) throws IOException {
    if (passes < 1) {
      throw new IllegalArgumentException("--passes is %d, allowed is 1 or more.".formatted(passes));
    }
    TextLines lines = TextLines.of(input);
    WordLearner learner = new WordLearner(options.vocabulary(), options.embeddings());
    TextLines.Tally tally = new TextLines.Tally(0, 0, 0, 0, 0);
    double loss = Double.NaN;
    long start = System.nanoTime();
    for (int pass = 1; pass <= passes; pass++) {
      EmbeddingLearner.Progress before = learner.progress();
      tally = pass(lines, learner, err, pass);
      loss = learner.progress().meanLossSince(before);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    WordVectors vectors = learner.vectors();
    if (vectors.words().isEmpty()) {
      throw new IllegalArgumentException(
          "No word of %,d came %d times: there is nothing to write."
              .formatted(learner.progress().words(), options.vocabulary().leastCount()));
    }
    WordVectorsFile.write(out, vectors);
    return new LearnReport(out, passes, tally, learner, vectors, loss, seconds);
  }

  private TextLines.Tally pass(TextLines lines, WordLearner learner, PrintWriter err, int pass)
      throws IOException {
    ProgressBar progress =
        ProgressBar.onTerminal(
            err, passes == 1 ? "lines" : "lines of pass %d of %d".formatted(pass, passes));
    long before = learner.sentences();
    TextLines.Tally tally =
        lines.read(
            line -> {
              learner.learn(PlainWords.of(line));
              long done = learner.sentences() - before;
              if (done % TOLD_EVERY == 0) {
                progress.at(lines.share(), done);
              }
            });
    progress.done();
    return tally;
  }
}
