package io.thalweg.streams.cli.words;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thalweg.model.snapshot.SnapshotWords;
import io.thalweg.model.text.WordVectors;
import io.thalweg.model.text.WordVectorsFile;
import io.thalweg.streams.cli.Connector;
import io.thalweg.streams.cli.SnapshotSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options of questions about words, and how they are answered. */
final class AskOptions {
  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  /** Where words and their vectors are. */
  private static final class Source {
    @Option(
        names = "--vectors",
        paramLabel = "FILE",
        description = "Vectors, as 'words learn' and 'bench words --out' write them.")
    private @Nullable Path vectors;

    @ArgGroup(multiplicity = "1")
    private @Nullable SnapshotSource snapshot;
  }

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "10",
      description = "Words to name; default: ${DEFAULT-VALUE}.")
  private int count = 10;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  int count() {
    return count;
  }

  WordVectors read(Connector connector) throws IOException {
    return source.vectors != null
        ? WordVectorsFile.read(source.vectors)
        : SnapshotWords.of(Objects.requireNonNull(source.snapshot).read(connector));
  }

  /** The word as it has a vector: as it was given, or else in lower case. */
  static String known(WordVectors vectors, String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (vectors.vector(word).isPresent()) {
      return word;
    }
    if (vectors.vector(lower).isPresent()) {
      return lower;
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "'%s' is not among the %,d words that have a vector.",
            word,
            vectors.words().size()));
  }

  String answer(List<String> asked, List<WordVectors.Neighbour> found) {
    if (!json) {
      return found.stream()
          .map(one -> String.format(Locale.ROOT, "%6.3f  %s", one.cosine(), one.word()))
          .collect(Collectors.joining(System.lineSeparator()));
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    asked.forEach(node.putArray("asked")::add);
    ArrayNode words = node.putArray("nearest");
    found.forEach(one -> words.addObject().put("word", one.word()).put("cosine", one.cosine()));
    return node.toString();
  }
}
