package io.thalweg.streams.cli.bench.text;

import io.thalweg.streams.cli.bench.Tenths;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bench text}: bits per character of a network, of n-gram counts and of both, on a text file
 * or on a generated text. The exit code says whether it ran.
 */
@Command(
    name = "text",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Measures how few bits a character of a text takes that is foretold before it is learned, in"
          + " one pass,",
      "by a network, by counting, and by both; and how many characters a second that is."
    })
public final class TextBenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "A text, taken as bytes; without it, a generated one.")
  private @Nullable Path data;

  @Option(
      names = "--characters",
      paramLabel = "N",
      defaultValue = "200000",
      description = "Length of the generated text.")
  private int characters;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "fast",
      description = "fast, or thorough: what learns, and how often.")
  private String preset = "fast";

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the weights.")
  private long seed;

  @Option(
      names = "--endless",
      paramLabel = "LINES",
      description =
          "Learn and serve so many lines of a log instead: is it still as fast and as small in the"
              + " end? Uses no other option but --json.")
  private @Nullable Long endless;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (endless != null) {
      EndlessTextBench bench = new EndlessTextBench();
      Tenths tenths = bench.run(endless, this::say);
      return print(json ? bench.json(tenths) : bench.text(tenths));
    }
    TextPreset chosen = TextPreset.named(preset);
    SampleText text = data == null ? generated() : SampleText.read(data);
    TextReport report = new TextBench(text, chosen, seed, this::say).run();
    return print(json ? TextJson.of(report) : TextTable.of(report));
  }

  private int print(String report) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(report);
    out.flush();
    return 0;
  }

  private SampleText generated() {
    if (characters < SampleText.SHORTEST) {
      throw new IllegalArgumentException(
          "--characters is %d, allowed is %d or more.".formatted(characters, SampleText.SHORTEST));
    }
    return MarkovText.of(characters);
  }

  private void say(String what) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(what);
    err.flush();
  }
}
