package io.thalweg.streams.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thalweg.model.evaluate.ClassificationSet;
import io.thalweg.model.evaluate.CurvePlot;
import io.thalweg.model.evaluate.FewLabels;
import io.thalweg.model.evaluate.PicturePreset;
import io.thalweg.model.evaluate.PictureProbe;
import io.thalweg.model.evaluate.PictureReport;
import io.thalweg.model.evaluate.PictureSet;
import io.thalweg.model.evaluate.RowProbe;
import io.thalweg.model.evaluate.SeriesProbe;
import io.thalweg.model.evaluate.SeriesReport;
import io.thalweg.model.evaluate.TextProbe;
import io.thalweg.model.evaluate.TextReport;
import io.thalweg.model.evaluate.TextSet;
import io.thalweg.streams.cli.backtest.ProgressBar;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
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

/**
 * {@code evaluate probe}: what embeddings are worth to a linear classifier, on sets of labelled
 * time series, pictures or lines of text (an encoder is trained without the labels first) or on any
 * embeddings in a CSV file.
 */
@Command(
    name = "probe",
    mixinStandardHelpOptions = true,
    description = {
      "What frozen embeddings are worth to a linear classifier and to the nearest neighbour. With",
      "--data an encoder is trained without labels on the training series of each set, and"
          + " compared",
      "with itself untrained and with published figures; or on pictures, and compared with itself",
      "untrained and with pixels, by number of labels; or on lines of text, whose word vectors are"
          + " compared",
      "with a bag of words. With --embeddings any CSV file of" + " embeddings",
      "and labels is taken, such as backtest's embeddings.csv."
    })
final class ProbeCommand implements Callable<Integer> {
  private static final double ROWS_TEST_SHARE = 0.3;
  private static final double TEXT_TEST_SHARE = 0.1;

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(multiplicity = "1")
  private Input input = new Input();

  /** One of the two. */
  static final class Input {
    @Option(
        names = "--data",
        paramLabel = "DIR",
        description =
            "A set X of the UEA and UCR archives (X_TRAIN.ts, X_TEST.ts), or a folder of them; a"
                + " folder with MNIST's idx files, or with a folder of pictures per class; a file"
                + " of text, a label, a blank and a sentence a line.")
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
      names = "--labels",
      paramLabel = "FILE",
      description = "CSV with the labels of --embeddings, matched by column 'row', or in order.")
  @Nullable
  private Path labels;

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      defaultValue = "label",
      description = "Column of the label; default: ${DEFAULT-VALUE}.")
  private String label = "";

  @Option(
      names = "--test-share",
      paramLabel = "SHARE",
      description =
          "Share to test on: of the rows of --embeddings, default 0.3; of pictures without a test"
              + " part, default a sixth; of lines of text, default a tenth.")
  @Nullable
  private Double testShare;

  @Option(
      names = "--split",
      paramLabel = "HOW",
      defaultValue = "random",
      description =
          "Test rows of --embeddings: random, or the last ones; default: ${DEFAULT-VALUE}.")
  private RowProbe.Split split = RowProbe.Split.RANDOM;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of the division, or the first of training; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Encoders trained per set of --data, of text with a division each; default:"
              + " ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--draws",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Pictures and text: draws of labels per number and encoder; default: ${DEFAULT-VALUE}.")
  private int draws;

  @Option(
      names = "--first",
      paramLabel = "N",
      description = "Pictures: learn from the first so many alone.")
  @Nullable
  private Integer first;

  @Mixin private PictureOptions pictures = new PictureOptions();

  @Mixin private TextOptions text = new TextOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder to write probe.md and probe.json to, and few-labels.svg of pictures and text.")
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
        checkCounts();
        give(probe(data, err));
      } else if (embeddings != null) {
        give(probeRows(embeddings));
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

  private void checkCounts() {
    if (seeds < 1 || draws < 1) {
      throw new IllegalArgumentException(
          "--seeds and --draws must be at least 1, not %d and %d".formatted(seeds, draws));
    }
  }

  private Answer probe(Path data, PrintWriter err) throws IOException {
    if (Files.isRegularFile(data)) {
      return probeText(data, err);
    }
    return PictureSet.isThere(data) ? probePictures(data, err) : probeSeries(data, err);
  }

  private Answer probeText(Path data, PrintWriter err) throws IOException {
    double share = testShare == null ? TEXT_TEST_SHARE : testShare;
    ProgressBar progress = ProgressBar.onTerminal(err, "divisions");
    TextProbe probe =
        TextProbe.run(
            TextSet.read(data),
            text.sentences(),
            text.preset(pictures.passes()),
            share,
            seed,
            seeds,
            draws,
            done -> progress.at(done, Math.round(done * seeds)));
    progress.done();
    return curves(
        probe.set().name(), TextReport.markdown(probe), TextReport.json(probe), probe.curves());
  }

  private static Answer curves(
      String name, String markdown, JsonNode figures, List<FewLabels> curves) {
    String title = "Accuracy on %s by number of labels".formatted(name);
    return new Answer(
        "probe", markdown, figures, Map.of("few-labels.svg", CurvePlot.svg(title, curves)));
  }

  private Answer probePictures(Path data, PrintWriter err) throws IOException {
    double share = testShare == null ? PicturePreset.TEST_SHARE : testShare;
    PictureSet set = PictureSet.read(data, pictures::shape, share, seed);
    if (first != null) {
      set = set.first(first);
    }
    ProgressBar progress = ProgressBar.onTerminal(err, "parts");
    PictureProbe probe =
        PictureProbe.run(
            set,
            pictures.preset(),
            seed,
            seeds,
            draws,
            done -> progress.at(done, Math.round(done * (seeds + 1))));
    progress.done();
    return curves(
        set.name(), PictureReport.markdown(probe), PictureReport.json(probe), probe.curves());
  }

  private Answer probeSeries(Path data, PrintWriter err) throws IOException {
    List<SeriesReport.Entry> entries = new ArrayList<>();
    List<Path> folders = ClassificationSet.folders(data);
    for (Path folder : folders) {
      ClassificationSet set = ClassificationSet.read(folder);
      ProgressBar progress = ProgressBar.onTerminal(err, "seeds of " + set.name());
      long start = System.nanoTime();
      List<SeriesProbe> runs = new ArrayList<>();
      for (int run = 0; run < seeds; run++) {
        runs.add(SeriesProbe.run(set, seed + run));
        progress.at((run + 1.0) / seeds, run + 1L);
      }
      progress.done();
      entries.add(new SeriesReport.Entry(set, runs, (System.nanoTime() - start) / 1e9));
    }
    SeriesReport report = new SeriesReport(entries);
    return answer(report.json(), report.markdown());
  }

  private Answer probeRows(Path embeddings) throws IOException {
    double share = testShare == null ? ROWS_TEST_SHARE : testShare;
    LabelledRows rows = LabelledRows.read(embeddings, Optional.ofNullable(labels), label);
    RowProbe probe = RowProbe.of(rows.embeddings(), rows.labels(), share, split, seed);
    ObjectNode figures = JsonNodeFactory.instance.objectNode();
    figures.put("train_rows", probe.trainRows()).put("test_rows", probe.testRows());
    figures.put("classes", probe.classes().size());
    figures.put("linear", probe.probe().linear());
    figures.put("neighbour", probe.probe().neighbour());
    figures.put("commonest_class", probe.commonest());
    figures.put("ridge", probe.probe().ridge());
    String text =
        String.format(
            Locale.ROOT,
            "%d rows of %d classes to train, %d to test: linear %.4f, nearest neighbour %.4f,"
                + " always the commonest class %.4f%n",
            probe.trainRows(),
            probe.classes().size(),
            probe.testRows(),
            probe.probe().linear(),
            probe.probe().neighbour(),
            probe.commonest());
    return answer(figures, text);
  }

  private static Answer answer(JsonNode figures, String text) {
    return new Answer("probe", text, figures, Map.of());
  }

  private void give(Answer answer) throws IOException {
    answer.give(spec.commandLine().getOut(), json, Optional.ofNullable(out));
  }
}
