package io.thalweg.streams.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command on made files. */
class ProbeCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  private int run(String... args) {
    CommandLine command = EvaluateCommand.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String[] all = new String[args.length + 1];
    all[0] = "probe";
    System.arraycopy(args, 0, all, 1, args.length);
    return command.execute(all);
  }

  /**
   * As backtest writes it; class 1 lies one to the right of class 0 in e0, the noise is a tenth.
   */
  private Path embeddings(boolean withLabels) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder text = new StringBuilder("row,timestamp,entity,e0,e1");
    text.append(withLabels ? ",label\n" : "\n");
    for (int row = 0; row < 100; row++) {
      int label = row / 3 % 2;
      text.append(
          String.format(
              Locale.ROOT,
              "%d,%d,\"m,1\",%.4f,%.4f%s%n",
              10 + row,
              1_000 * row,
              label + 0.1 * random.nextGaussian(),
              random.nextGaussian(),
              withLabels ? "," + (label == 0 ? "low" : "high") : ""));
    }
    return Files.writeString(folder.resolve("embeddings.csv"), text);
  }

  @Test
  void embeddings_withALabelColumn_areProbed() throws IOException {
    String file = embeddings(true).toString();

    assertThat(run("--embeddings", file, "--json")).as(err.toString()).isZero();

    JsonNode figures = new ObjectMapper().readTree(out.toString());
    assertThat(figures.path("train_rows").asInt() + figures.path("test_rows").asInt())
        .isEqualTo(100);
    assertThat(figures.path("classes").asInt()).isEqualTo(2);
    assertThat(figures.path("linear").asDouble()).isGreaterThan(0.95);
    assertThat(figures.path("neighbour").asDouble()).isGreaterThan(0.8);
    assertThat(figures.path("commonest_class").asDouble()).isBetween(0.4, 0.6);
  }

  /** Labels of every second row, in another order. */
  @Test
  void embeddings_labelsByRow_areMatchedAndOthersLeftOut() throws IOException {
    StringBuilder labels = new StringBuilder("what,row\n");
    for (int row = 98; row >= 0; row -= 2) {
      labels.append("c").append(row / 3 % 2).append(',').append(10 + row).append('\n');
    }
    Path file = Files.writeString(folder.resolve("labels.csv"), labels);

    int code =
        run(
            "--embeddings",
            embeddings(false).toString(),
            "--labels",
            file.toString(),
            "--label",
            "what",
            "--split",
            "last",
            "--test-share",
            "0.2");

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString())
        .startsWith("40 rows of 2 classes to train, 10 to test: linear 1.0000");
  }

  @Test
  void embeddings_labelsInOrder_areMatched() throws IOException {
    Path plain =
        Files.writeString(folder.resolve("plain.csv"), "x,y\n0,1\n0,2\n1,1\n1,2\n0,3\n1,3\n");
    Path labels = Files.writeString(folder.resolve("labels.csv"), "label\na\na\nb\nb\na\nb\n");

    assertThat(run("--embeddings", plain.toString(), "--labels", labels.toString()))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).startsWith("4 rows of 2 classes to train, 2 to test: linear 1.0000");
  }

  @Test
  void embeddings_badFiles_areRefusedWithOneSentence() throws IOException {
    Path words = Files.writeString(folder.resolve("words.csv"), "e0,label\n1,a\nx,b\n");
    assertThat(run("--embeddings", words.toString())).isEqualTo(1);
    Path bare = Files.writeString(folder.resolve("bare.csv"), "e0,e1\n1,2\n");
    assertThat(run("--embeddings", bare.toString())).isEqualTo(1);
    Path labels = Files.writeString(folder.resolve("labels.csv"), "label\na\nb\n");
    assertThat(run("--embeddings", bare.toString(), "--labels", labels.toString())).isEqualTo(1);
    Path ragged = Files.writeString(folder.resolve("ragged.csv"), "e0,label\n1\n");
    assertThat(run("--embeddings", ragged.toString())).isEqualTo(1);
    assertThat(run("--embeddings", folder.resolve("none.csv").toString())).isEqualTo(1);
    assertThat(err.toString().lines())
        .hasSize(5)
        .satisfiesExactly(
            line ->
                assertThat(line).contains("words.csv, line 3: 'x' in column 'e0' is not a number"),
            line -> assertThat(line).contains("bare.csv has no column 'label'; it has [e0, e1]"),
            line -> assertThat(line).contains("no column 'row' in common"),
            line ->
                assertThat(line).contains("ragged.csv, line 2: 1 columns where the header has 2"),
            line -> assertThat(line).contains("none.csv"));
  }

  @Test
  void data_aMadeSet_isProbedBesideTheUntrainedEncoder() throws IOException {
    Path set = Files.createDirectories(folder.resolve("Waves"));
    Files.writeString(set.resolve("Waves_TRAIN.ts"), waves(20, 1));
    Files.writeString(set.resolve("Waves_TEST.ts"), waves(30, 2));

    assertThat(run("--data", folder.toString(), "--seeds", "2")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("| Waves | 2 |").contains("| set | seeds | passes |");

    out.getBuffer().setLength(0);
    assertThat(run("--data", set.toString(), "--seeds", "1", "--json")).isZero();
    JsonNode figures = new ObjectMapper().readTree(out.toString()).get(0);
    assertThat(figures.path("set").asText()).isEqualTo("Waves");
    assertThat(figures.at("/runs/0/trained/linear").asDouble()).isGreaterThan(0.7);
    assertThat(figures.at("/runs/0/untrained/linear").isNumber()).isTrue();
  }

  @Test
  void data_aFolderPerClass_isProbedByNumberOfLabels() throws IOException {
    Path data = Files.createDirectories(folder.resolve("things"));
    VerifyCommandTest.things(data, 4);
    Path to = folder.resolve("out");

    int code =
        run(
            "--data",
            data.toString(),
            "--test-share",
            "0.5",
            "--first",
            "11",
            "--size",
            "8x8",
            "--passes",
            "2",
            "--draws",
            "2",
            "--out",
            to.toString());

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("11 pictures to learn from, 12 to test, 4 classes, 8x8 grey; task two-view")
        .contains("| features | 10 labels | 11 labels |")
        .contains("| pixels | ");
    assertThat(to.resolve("few-labels.svg")).content().contains("Accuracy on things");
    JsonNode json = new ObjectMapper().readTree(to.resolve("probe.json").toFile());
    assertThat(json.at("/curves/2/points/1/mean").asDouble()).isGreaterThan(0.9);
    assertThat(json.at("/runs/0/passes").asInt()).isEqualTo(2);
  }

  /** Each line has words of its class; those of class 1 are seen without labels, too. */
  @Test
  void data_aFileOfLabelledLines_isProbedBesideABagOfWords() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      lines.append(i % 2);
      for (int w = 0; w < 5; w++) {
        lines.append(" class").append(i % 2).append('x').append(random.nextInt(8));
      }
      lines.append('\n');
    }
    Path set = Files.writeString(folder.resolve("lines.all"), lines);
    Path more = Files.writeString(folder.resolve("more.txt"), "class1x1 class1x2\n\nclass1x3\n");
    Path to = folder.resolve("out");

    int code =
        run(
            "--data",
            set.toString(),
            "--unlabelled",
            more.toString(),
            "--test-share",
            "0.5",
            "--dim",
            "6",
            "--passes",
            "3",
            "--draws",
            "2",
            "--out",
            to.toString());

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("30 lines to learn from, 30 to test, 2 classes; 2 unlabelled lines beside")
        .contains("skip-gram, dimension 6, window 5, 3 passes, 1 divisions")
        .contains("| features | 10 labels | 30 labels |");
    assertThat(to.resolve("few-labels.svg")).content().contains("Accuracy on lines.all");
    JsonNode json = new ObjectMapper().readTree(to.resolve("probe.json").toFile());
    assertThat(json.at("/curves/4/features").asText()).isEqualTo("bag of words");
    assertThat(json.at("/curves/4/points/1/mean").asDouble()).isGreaterThan(0.9);
  }

  @Test
  void data_aFileThatIsNoTextSet_saysSo() throws IOException {
    Path file = Files.writeString(folder.resolve("words.txt"), "alone\n");
    assertThat(run("--data", file.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("words.txt, line 1: no sentence after the label 'alone'");
  }

  @Test
  void data_withoutASet_saysSo() {
    assertThat(run("--data", folder.toString())).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("The evaluation stopped: neither it nor a folder X in it has an X_TRAIN.ts");
  }

  @Test
  void run_neitherDataNorEmbeddings_isRefused() {
    assertThat(run("--json")).isEqualTo(2);
    assertThat(err.toString()).contains("--data").contains("--embeddings");
  }

  private static String waves(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text =
        new StringBuilder("@problemName Waves\n@classLabel true fast slow\n@data\n");
    for (int i = 0; i < count; i++) {
      double period = i % 2 == 0 ? 5 : 9;
      double phase = 6 * random.nextDouble();
      for (int t = 0; t < 18; t++) {
        double value = Math.sin(2 * Math.PI * t / period + phase) + 0.3 * random.nextGaussian();
        text.append(t == 0 ? "" : ",").append(String.format(Locale.ROOT, "%.4f", value));
      }
      text.append(i % 2 == 0 ? ":fast\n" : ":slow\n");
    }
    return text.toString();
  }
}
