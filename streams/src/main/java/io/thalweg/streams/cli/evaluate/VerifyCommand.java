package io.thalweg.streams.cli.evaluate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thalweg.model.evaluate.LabelledPicture;
import io.thalweg.model.evaluate.Likeness;
import io.thalweg.model.evaluate.PictureFolders;
import io.thalweg.model.evaluate.PictureReport;
import io.thalweg.model.evaluate.PictureVerification;
import io.thalweg.model.evaluate.Verification;
import io.thalweg.streams.cli.backtest.ProgressBar;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate verify}: same or different, on pictures or on any embeddings in a CSV file. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Same or different? Equal error rate and ROC AUC over all pairs. With --data an encoder is",
      "trained without labels on some people's pictures (a folder each) and judged on the others',",
      "beside eigenfaces. With --embeddings any CSV file of embeddings and labels is taken."
    })
final class VerifyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(multiplicity = "1")
  private Input input = new Input();

  /** One of the two. */
  static final class Input {
    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "A folder with a folder of pictures per person or thing.")
    @Nullable
    private Path data;

    @Option(
        names = "--embeddings",
        paramLabel = "FILE",
        description = "CSV with columns e0, e1, ...; if it has none: all columns but the label.")
    @Nullable
    private Path embeddings;
  }

  @Option(
      names = "--train",
      paramLabel = "NAMES",
      description =
          "Folders to learn from: names and ranges such as s1-s20,s25; default: those not tested,"
              + " or the first two thirds.")
  @Nullable
  private String train;

  @Option(
      names = "--test",
      paramLabel = "NAMES",
      description = "Folders to judge; default: those not learned from.")
  @Nullable
  private String test;

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      defaultValue = "label",
      description = "Column of the label in --embeddings; default: ${DEFAULT-VALUE}.")
  private String label = "";

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of the first encoder; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description = "Encoders trained; default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Mixin private PictureOptions pictures = new PictureOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder to write verify.md and verify.json to; made if missing.")
  @Nullable
  private Path out;

  @Option(names = "--json", description = "Print the results as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      Path data = input.data;
      Path embeddings = input.embeddings;
      if (data != null) {
        give(pictures(data, err));
      } else if (embeddings != null) {
        give(rows(embeddings));
      }
      return 0;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
    } catch (IOException e) {
      err.println(
          "The evaluation stopped: %s (%s)."
              .formatted(e.getMessage(), e.getClass().getSimpleName()));
    }
    return 1;
  }

  private void give(Answer answer) throws IOException {
    answer.give(spec.commandLine().getOut(), json, Optional.ofNullable(out));
  }

  private Answer pictures(Path data, PrintWriter err) throws IOException {
    if (seeds < 1) {
      throw new IllegalArgumentException("--seeds must be at least 1, not " + seeds);
    }
    List<LabelledPicture> all =
        PictureFolders.read(data, pictures.shape(PictureFolders.firstShape(data)));
    FolderSplit split =
        FolderSplit.of(
            all.stream().map(LabelledPicture::label).distinct().toList(),
            Optional.ofNullable(train),
            Optional.ofNullable(test));
    ProgressBar progress = ProgressBar.onTerminal(err, "parts");
    PictureVerification figures =
        PictureVerification.run(
            all.stream().filter(p -> split.train().contains(p.label())).toList(),
            all.stream().filter(p -> split.test().contains(p.label())).toList(),
            pictures.preset(),
            seed,
            seeds,
            share -> progress.at(share, Math.round(share * (seeds + 1))));
    progress.done();
    return new Answer(
        "verify", PictureReport.markdown(figures), PictureReport.json(figures), Map.of());
  }

  private Answer rows(Path file) throws IOException {
    LabelledRows rows = LabelledRows.read(file, Optional.empty(), label);
    int size = rows.embeddings().get(0).length;
    float[] embeddings = new float[rows.labels().size() * size];
    for (int i = 0; i < rows.labels().size(); i++) {
      System.arraycopy(rows.embeddings().get(i), 0, embeddings, i * size, size);
    }
    int[] labels = Verification.indices(rows.labels());
    ObjectNode figures = JsonNodeFactory.instance.objectNode().put("rows", labels.length);
    List<String> lines = new ArrayList<>();
    for (Likeness likeness : Likeness.values()) {
      Verification pairs = Verification.ofPairs(embeddings, labels, likeness);
      figures.set(likeness.toString(), PictureReport.json(pairs));
      lines.add(
          String.format(
              Locale.ROOT,
              "%s: equal error rate %.4f, ROC AUC %.4f, %,d pairs of the same, %,d of different%n",
              likeness,
              pairs.equalErrorRate(),
              pairs.auc(),
              pairs.same(),
              pairs.different()));
    }
    return new Answer("verify", String.join("", lines), figures, Map.of());
  }
}
