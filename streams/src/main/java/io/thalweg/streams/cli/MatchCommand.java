package io.thalweg.streams.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thalweg.model.evaluate.Gallery;
import io.thalweg.model.evaluate.LabelledPicture;
import io.thalweg.model.evaluate.PictureFolders;
import io.thalweg.model.snapshot.PictureEmbedder;
import io.thalweg.streams.broker.BrokerException;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.snapshot.SnapshotException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code match}: who of a gallery is on a picture, and how sure that is. Exit code 0: an answer was
 * given, be it that it is nobody of them.
 */
@Command(
    name = "match",
    mixinStandardHelpOptions = true,
    description = {
      "Says who (or what) of a gallery is on a picture, and how sure that is, from a trained",
      "snapshot. The gallery is a folder with a folder of pictures per person, or pictures that go",
      "by their file's name."
    })
final class MatchCommand implements Callable<Integer> {
  private final Connector connector;

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(multiplicity = "1")
  private SnapshotSource source = new SnapshotSource();

  @Option(
      names = "--gallery",
      required = true,
      paramLabel = "DIR",
      description = "Pictures of those to be known.")
  private Path gallery = Path.of("");

  @Option(
      names = "--probe",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Pictures to be matched.")
  private List<Path> probes = List.of();

  @Option(
      names = "--chance",
      defaultValue = "0.05",
      paramLabel = "P",
      description = {
        "A match that a stranger would reach with a higher chance is none.",
        "Default: ${DEFAULT-VALUE}."
      })
  private double most;

  @Option(names = "--json", description = "Print one JSON document a probe.")
  private boolean json;

  /** The connector decides what happens when the pipeline names no cluster. */
  MatchCommand(Connector connector) {
    this.connector = connector;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      PictureEmbedder embedder = new PictureEmbedder(source.read(connector));
      Gallery known = gallery(embedder);
      for (Path probe : probes) {
        Gallery.Match match =
            known.match(embedder.embed(PictureFolders.one(probe, embedder.shape())));
        out.println(json ? json(probe, match).toString() : text(probe, known, match));
      }
      out.flush();
      return 0;
    } catch (ConfigurationException
        | SnapshotException
        | BrokerException
        | IllegalArgumentException
        | IOException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(e.getMessage());
      err.flush();
      return 1;
    }
  }

  private Gallery gallery(PictureEmbedder embedder) throws IOException {
    List<String> names = new ArrayList<>();
    List<float[]> embeddings = new ArrayList<>();
    for (LabelledPicture picture : PictureFolders.gallery(gallery, embedder.shape())) {
      names.add(picture.label());
      embeddings.add(embedder.embed(picture.picture()));
    }
    return new Gallery(names, embeddings);
  }

  private boolean isNobody(Gallery.Match match) {
    return match.chance() > most;
  }

  private String text(Path probe, Gallery known, Gallery.Match match) {
    String who =
        isNobody(match)
            ? "nobody of the gallery for sure; most like %s".formatted(match.name())
            : match.name();
    return String.format(
        Locale.ROOT,
        "%s: %s (likeness %.2f, next %s %.2f). A stranger would be as like one of the %d with a"
            + " chance of %.2g, judged from %,d pairs.",
        probe.getFileName(),
        who,
        match.likeness(),
        match.next(),
        match.nextLikeness(),
        known.people(),
        match.chance(),
        known.pairs());
  }

  private ObjectNode json(Path probe, Gallery.Match match) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("probe", probe.toString());
    root.put("match", isNobody(match) ? null : match.name());
    root.put("most_like", match.name());
    root.put("likeness", match.likeness());
    root.put("next", match.next());
    root.put("next_likeness", match.nextLikeness());
    root.put("stranger_chance", match.chance());
    return root;
  }
}
