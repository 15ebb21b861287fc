package io.thalweg.streams.cli.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.thalweg.model.text.WordVectors;
import io.thalweg.model.text.WordVectorsFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WordsCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine command = WordsCommand.commandLine(pipeline -> fail("no cluster is asked for"));
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(args);
  }

  /** Words of the sea stand among each other, and words of the kitchen. */
  private static String text(int lines) {
    List<List<String>> things =
        List.of(
            List.of("Ship", "wave", "harbour", "sail", "tide"),
            List.of("pan", "stove", "spoon", "oven", "plate"));
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      List<String> words = things.get(i % 2);
      for (int w = 0; w < 5; w++) {
        text.append(words.get(random.nextInt(words.size()))).append(w < 4 ? " " : ".\n");
      }
    }
    return text.toString();
  }

  private Path vectors() throws IOException {
    Path file = folder.resolve("four.words");
    WordVectorsFile.write(
        file,
        new WordVectors(
            List.of("king", "man", "woman", "queen"), new float[] {1, 1, 1, 0, -1, 0, -1, 1}, 2));
    return file;
  }

  @Test
  void learn_aFolder_thenNearest_knowsWhatGoesTogether() throws IOException {
    Path texts = Files.createDirectories(folder.resolve("texts"));
    Files.writeString(texts.resolve("one.txt"), text(4000));
    try (OutputStream gz =
        new GZIPOutputStream(Files.newOutputStream(texts.resolve("two.txt.gz")))) {
      gz.write(text(2000).getBytes(StandardCharsets.UTF_8));
    }
    String file = folder.resolve("sea.words").toString();

    int code =
        run(
            "learn",
            "--input",
            texts.toString(),
            "--out",
            file,
            "--dim",
            "10",
            "--window",
            "3",
            "--negatives",
            "2",
            "--passes",
            "3",
            "--vectors",
            "50",
            "--vocabulary-bytes",
            "20000",
            "--json");

    assertThat(code).as(err.toString()).isZero();
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.get("files").asInt()).isEqualTo(2);
    assertThat(report.get("lines").asInt()).isEqualTo(6000);
    // Five words and a full stop a line, three times.
    assertThat(report.get("words").asInt()).isEqualTo(6000 * 6 * 3);
    assertThat(report.get("vectors").asInt()).isEqualTo(11);
    assertThat(report.get("vocabulary_bytes").asInt()).isBetween(18_000, 20_000);
    assertThat(report.get("loss").asDouble()).isBetween(0.5, 3 * Math.log(2));

    assertThat(run("nearest", "Ship", "--vectors", file, "--count", "4", "--json")).isZero();
    JsonNode nearest = new ObjectMapper().readTree(out.toString());
    assertThat(nearest.get("asked").get(0).asText()).isEqualTo("ship");
    assertThat(nearest.get("nearest").findValuesAsText("word"))
        .containsExactlyInAnyOrder("wave", "harbour", "sail", "tide");
  }

  @Test
  void learn_cbowAndAFallingRate_saysWhatWasRead() throws IOException {
    Path text = folder.resolve("text.txt");
    Files.writeString(text, text(50));
    Files.write(
        text,
        "caf\u00E9 sail\n".getBytes(StandardCharsets.ISO_8859_1),
        java.nio.file.StandardOpenOption.APPEND);

    int code =
        run(
            "learn",
            "--input",
            text.toString(),
            "--out",
            folder.resolve("w").toString(),
            "--task",
            "cbow",
            "--fall-over",
            "300",
            "--rate",
            "0.1");

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString())
        .startsWith("51 lines of 1 files, passes: 1. 302 words in ")
        .contains("11 vectors of 100 floats in ")
        .contains("1 lines were no UTF-8 and read as ISO-8859-1.");
  }

  @Test
  void analogy_theKnownExample_isAnswered() throws IOException {
    assertThat(run("analogy", "man", "king", "woman", "--vectors", vectors().toString()))
        .as(err.toString())
        .isZero();
    // (-1 + .707, .707) of the other word (-1, 1): cosine .924.
    assertThat(out.toString().strip()).matches("0\\.\\d{3}  queen");
  }

  @Test
  void questions_aboutAnUnknownWordOrFile_areAnsweredInOneSentence() throws IOException {
    assertThat(run("nearest", "prince", "--vectors", vectors().toString())).isEqualTo(1);
    assertThat(err.toString().strip())
        .isEqualTo("'prince' is not among the 4 words that have a vector.");
    assertThat(run("analogy", "man", "king", "lady", "--vectors", vectors().toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("'lady'");
    assertThat(run("nearest", "a", "--vectors", folder.resolve("none").toString())).isEqualTo(1);
    assertThat(err.toString()).startsWith("there is no file");
    assertThat(run("nearest", "man", "--count", "0", "--vectors", vectors().toString()))
        .isEqualTo(1);
    assertThat(err.toString()).startsWith("count is 0, allowed is 1 or more");
  }

  @Test
  void learn_wrongOptions_areNamedAndNothingIsWritten() throws IOException {
    String text = Files.writeString(folder.resolve("t.txt"), "one two three\n").toString();
    String file = folder.resolve("never").toString();

    assertThat(run("learn", "--input", text, "--out", file)).isEqualTo(1);
    assertThat(err.toString()).startsWith("No word of 3 came 5 times");
    assertThat(run("learn", "--input", text, "--out", file, "--dim", "0")).isEqualTo(1);
    assertThat(err.toString()).startsWith("dimension is 0");
    assertThat(run("learn", "--input", text, "--out", file, "--passes", "0")).isEqualTo(1);
    assertThat(err.toString()).startsWith("--passes is 0");
    assertThat(run("learn", "--input", text, "--out", file, "--task", "glove")).isEqualTo(1);
    assertThat(err.toString()).startsWith("the task is glove");
    assertThat(run("learn", "--input", file, "--out", file)).isEqualTo(1);
    assertThat(err.toString()).contains("is no file and no folder");
    assertThat(Path.of(file)).doesNotExist();
  }

  @Test
  void run_noQuestion_isRefused() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("Learn, nearest or analogy?");
  }
}
