package io.thalweg.streams.cli.evaluate;

import io.thalweg.model.evaluate.TextPreset;
import io.thalweg.model.text.PlainWords;
import io.thalweg.model.text.TextLines;
import io.thalweg.model.text.WordTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the evaluation of text: where it leaves the preset, and what else is learned from. */
final class TextOptions {
  private static final TextPreset USUAL = TextPreset.standard();

  @Option(
      names = "--unlabelled",
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "Text: learn from this, too; plain, .gz, .zip, or a folder of such.")
  private List<Path> unlabelled = List.of();

  @Option(
      names = "--word-task",
      paramLabel = "TASK",
      description = "Text: skip-gram or cbow; default: skip-gram.")
  private @Nullable String task;

  @Option(
      names = "--dim",
      paramLabel = "N",
      description = "Text: floats of a vector; default: 100.")
  private int dimension = USUAL.dimension();

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "Text: words to either side at most; default: 5.")
  private int window = USUAL.window();

  /** How vectors are learned. */
  TextPreset preset(Optional<Integer> passes) {
    return new TextPreset(
        task == null ? USUAL.task() : WordTask.named(task),
        dimension,
        window,
        passes.orElse(USUAL.passes()));
  }

  /** Sentences without labels, one a line. Each word is kept once, however often it comes. */
  List<List<String>> sentences() throws IOException {
    Map<String, String> once = new HashMap<>();
    List<List<String>> sentences = new ArrayList<>();
    TextLines.of(unlabelled)
        .read(
            line -> {
              List<String> words =
                  PlainWords.of(line).stream()
                      .map(word -> once.computeIfAbsent(word, same -> same))
                      .toList();
              if (!words.isEmpty()) {
                sentences.add(words);
              }
            });
    return sentences;
  }
}
