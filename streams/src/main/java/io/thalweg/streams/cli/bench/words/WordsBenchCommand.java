package io.thalweg.streams.cli.bench.words;

import io.thalweg.model.evaluate.WordSimilarity;
import io.thalweg.model.text.WordTask;
import io.thalweg.model.text.WordVectorsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bench words}: word vectors learned from the Brown corpus and scored on similarity sets, or
 * from a synthetic text for the speed alone. The exit code says whether it ran.
 */
@Command(
    name = "words",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Measures how many words a second word vectors are learned from, beside word2vec's loop word"
          + " by",
      "word, and with --data how well they agree with people on which words are alike."
    })
public final class WordsBenchCommand implements Callable<Integer> {
  private static final Map<String, String> SETS =
      Map.of(
          "WS353", "EN-WS-353-ALL.txt",
          "MEN", "EN-MEN-TR-3k.txt",
          "RG65", "EN-RG-65.txt");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder with brown.zip and the similarity sets; without it, a synthetic text.")
  private @Nullable Path data;

  @Option(
      names = "--words",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Length of the synthetic text.")
  private int words;

  @Option(names = "--passes", paramLabel = "N", defaultValue = "5", description = "Over the text.")
  private int passes;

  @Option(
      names = "--reference-passes",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of skip-gram word by word; 0: leave it out.")
  private int referencePasses;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      defaultValue = "skip-gram",
      description = "skip-gram or cbow.")
  private String task = "skip-gram";

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "First learning rate; by default 0.05 for skip-gram, 0.3 for cbow.")
  private @Nullable Double rate;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of what is drawn.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the vectors, for 'words nearest' and 'words analogy'.")
  private @Nullable Path out;

  @Option(
      names = "--endless",
      paramLabel = "LINES",
      description =
          "Learn so many lines whose words keep changing instead: is it still as fast and as small"
              + " in the end? Uses --task, --rate and --seed alone; the rate stays.")
  private @Nullable Long endless;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    WordsBenchOptions options =
        new WordsBenchOptions(
            WordTask.named(task),
            passes,
            referencePasses,
            rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate),
            seed);
    if (endless != null) {
      EndlessReport report = EndlessBench.run(endless, options.endless(), this::say);
      return print(json ? report.json() : report.text());
    }
    Map<String, WordSimilarity> sets = data == null ? Map.of() : sets(data);
    Corpus corpus = data == null ? synthetic(words) : BrownCorpus.read(data);
    WordsReport report = new WordsBench(options, corpus, sets, this::say).run();
    if (out != null) {
      WordVectorsFile.write(out, report.vectors());
    }
    return print(json ? WordsJson.of(report) : WordsText.of(report));
  }

  private int print(String report) {
    PrintWriter to = spec.commandLine().getOut();
    to.println(report);
    to.flush();
    return 0;
  }

  private static Corpus synthetic(int words) {
    if (words < 1000) {
      throw new IllegalArgumentException(
          "--words is %d, allowed is 1000 or more.".formatted(words));
    }
    return ZipfText.of(words);
  }

  /** The sets that are there. */
  private static Map<String, WordSimilarity> sets(Path folder) throws IOException {
    Map<String, WordSimilarity> sets = new LinkedHashMap<>();
    for (String name : new java.util.TreeSet<>(SETS.keySet()).descendingSet()) {
      Path file = folder.resolve(SETS.get(name));
      if (Files.isRegularFile(file)) {
        sets.put(name, WordSimilarity.read(file));
      }
    }
    return sets;
  }

  private void say(String what) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(what);
    err.flush();
  }
}
