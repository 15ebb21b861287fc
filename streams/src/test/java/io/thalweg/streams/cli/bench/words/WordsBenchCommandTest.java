package io.thalweg.streams.cli.bench.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.thalweg.model.text.WordVectors;
import io.thalweg.model.text.WordVectorsFile;
import io.thalweg.streams.cli.bench.BenchCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WordsBenchCommandTest {
  @TempDir Path folder;

  @Test
  void json_syntheticText_hasSpeedLossAndTheScalarLoop() throws IOException {
    JsonNode report =
        new ObjectMapper().readTree(run("--words", "20000", "--passes", "2", "--json"));

    assertThat(report.get("words").asLong()).isEqualTo(20_000);
    assertThat(report.get("words_counted").asLong()).isBetween(10_000L, 20_000L);
    JsonNode own = report.get("thalweg");
    assertThat(own.get("words_per_second").asDouble()).isPositive();
    assertThat(own.get("passes")).hasSize(2);
    // Six decisions at most, each a coin at worst.
    assertThat(own.get("passes").get(1).get("loss").asDouble())
        .isBetween(0.5, 6 * Math.log(2) + 0.1);
    assertThat(own.has("scores")).isFalse();
    assertThat(report.get("scalar_loop").get("passes")).hasSize(1);
  }

  @Test
  void text_brownAndASimilaritySet_saysHowManyPairsWereUsed() throws IOException {
    brown("The/at cat/nn and/cc the/at dog/nn ,/, and/cc Stone/nn ./.\n\n");
    Files.write(
        folder.resolve("EN-WS-353-ALL.txt"), List.of("cat dog 9", "cat stone 1", "cat gnu 5"));

    assertThat(run("--data", folder.toString(), "--task", "cbow", "--reference-passes", "0"))
        .contains("Brown corpus: 450 words, 450 of them")
        .contains("cbow, dimension 100, window 5, 5 negatives, sample 0.001, rate from 0.3 to 0")
        .contains("WS353 Spearman")
        .contains("over 2 of 3 pairs")
        .doesNotContain("scalar loop");
  }

  private void brown(String sentence) throws IOException {
    try (OutputStream file = Files.newOutputStream(folder.resolve("brown.zip"));
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("brown/README"));
      zip.write("not a text".getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("brown/ca01"));
      zip.write(sentence.repeat(50).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void out_aFile_holdsTheVectorsThatWereLearned() throws IOException {
    Path file = folder.resolve("zipf.words");

    String report =
        run(
            "--words",
            "5000",
            "--passes",
            "1",
            "--reference-passes",
            "0",
            "--out",
            file.toString());

    WordVectors vectors = WordVectorsFile.read(file);
    assertThat(vectors.dimension()).isEqualTo(100);
    assertThat(vectors.words()).hasSizeGreaterThan(50).contains("word0");
    assertThat(report).contains("%d vectors;".formatted(vectors.words().size()));
  }

  /** The number of different words is far above what the vocabulary counts. */
  @Test
  void endless_wordsThatKeepChanging_staysWithinItsBudget() throws IOException {
    JsonNode report = new ObjectMapper().readTree(run("--endless", "200000", "--json"));

    assertThat(report.get("lines").asLong()).isEqualTo(200_000);
    assertThat(report.get("words").asLong()).isEqualTo(200_000L * EndlessText.LENGTH);
    assertThat(report.get("words_replaced").asLong()).isGreaterThan(50_000);
    assertThat(report.get("vectors_taken").asLong()).isPositive();
    assertThat(report.get("vocabulary_bytes").asLong())
        .isLessThanOrEqualTo(report.get("vocabulary_budget_bytes").asLong());
    JsonNode tenths = report.get("tenths");
    assertThat(tenths).hasSize(10);
    // Nothing grows: what is in use after the last tenth is what was after the second, but for
    // what other tests and the compiler leave behind.
    assertThat(tenths.get(9).get("heap_bytes").asLong())
        .isLessThan(tenths.get(1).get("heap_bytes").asLong() + (4 << 20));
    assertThat(tenths.get(9).get("words_per_second").asDouble()).isPositive();
  }

  @Test
  void wrongOptions_areNamed() {
    assertThat(fails("--endless", "9")).contains("--endless is 9, allowed is 10 or more");
    assertThat(fails("--task", "glove"))
        .contains("the task is glove, allowed is skip-gram or cbow");
    assertThat(fails("--passes", "0")).contains("--passes is 0, allowed is 1 or more");
    assertThat(fails("--data", folder.toString())).contains("there is no brown.zip in it");
    assertThat(fails("--words", "10")).contains("--words is 10, allowed is 1000 or more");
  }

  private static String run(String... arguments) {
    StringWriter out = new StringWriter();
    assertThat(execute(out, new StringWriter(), arguments)).isZero();
    return out.toString();
  }

  private static String fails(String... arguments) {
    StringWriter err = new StringWriter();
    assertThat(execute(new StringWriter(), err, arguments)).isNotZero();
    return err.toString();
  }

  private static int execute(StringWriter out, StringWriter err, String... arguments) {
    CommandLine command = new CommandLine(new BenchCommand());
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] all = new String[arguments.length + 1];
    all[0] = "words";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return command.execute(all);
  }
}
