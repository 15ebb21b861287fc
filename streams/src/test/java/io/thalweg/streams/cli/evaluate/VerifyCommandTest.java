package io.thalweg.streams.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command on made files. */
final class VerifyCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  private int run(String... args) {
    CommandLine command = EvaluateCommand.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String[] all = new String[args.length + 1];
    all[0] = "verify";
    System.arraycopy(args, 0, all, 1, args.length);
    return command.execute(all);
  }

  /** A folder per thing, six pictures in each: a bright dot, at one place of its own, in noise. */
  static void things(Path folder, int count) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    for (int thing = 0; thing < count; thing++) {
      Path of = Files.createDirectories(folder.resolve("t" + (thing + 1)));
      for (int i = 0; i < 6; i++) {
        byte[] header = "P5 8 8 255\n".getBytes(StandardCharsets.US_ASCII);
        byte[] file = java.util.Arrays.copyOf(header, header.length + 64);
        for (int p = 0; p < 64; p++) {
          int dot = p / 8 / 3 == thing / 3 % 3 && p % 8 / 3 == thing % 3 ? 180 : 30;
          file[header.length + p] = (byte) (dot + random.nextInt(50));
        }
        Files.write(of.resolve(i + ".pgm"), file);
      }
    }
  }

  @Test
  void data_aFolderPerThing_isJudgedBesideEigenfaces() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    things(data, 6);
    Path to = folder.resolve("out");

    int code =
        run(
            "--data",
            data.toString(),
            "--train",
            "t1-t3",
            "--test",
            "t4-t6",
            "--size",
            "8x8",
            "--passes",
            "2",
            "--out",
            to.toString());

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("18 pictures to learn from without labels, 18 of others to test")
        .contains("45 pairs of the same and 108 of different")
        .contains("| embeddings, seed 1 | cosine |")
        .contains("| eigenfaces, ");
    assertThat(to.resolve("verify.md")).hasContent(out.toString());
    JsonNode json = new ObjectMapper().readTree(to.resolve("verify.json").toFile());
    assertThat(json.at("/pixels/1/equal_error_rate").asDouble()).isLessThan(0.1);
    assertThat(json.at("/embeddings/0/roc_auc").isNumber()).isTrue();
  }

  /** Same: distances 1 and 1; different: 9 to 11. */
  @Test
  void embeddings_apart_areWithoutError() throws IOException {
    Path file =
        Files.writeString(folder.resolve("e.csv"), "e0,e1,who\n0,1,a\n0,2,a\n10,1,b\n10,2,b\n");

    assertThat(run("--embeddings", file.toString(), "--label", "who")).as("%s", err).isZero();
    assertThat(out.toString())
        .contains(
            "euclidean: equal error rate 0.0000, ROC AUC 1.0000, 2 pairs of the same, 4 of"
                + " different");

    out.getBuffer().setLength(0);
    assertThat(run("--embeddings", file.toString(), "--label", "who", "--json")).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.at("/euclidean/roc_auc").asDouble()).isEqualTo(1);
    assertThat(json.at("/rows").asInt()).isEqualTo(4);
  }

  @Test
  void badInput_isRefusedWithOneSentence() throws IOException {
    Path file = Files.writeString(folder.resolve("one.csv"), "e0,label\n1,a\n2,a\n");
    things(Files.createDirectories(folder.resolve("data")), 4);
    String data = folder.resolve("data").toString();

    assertThat(run("--embeddings", file.toString())).isEqualTo(1);
    assertThat(run("--data", folder.resolve("none").toString())).isEqualTo(1);
    assertThat(run("--data", data, "--train", "t9")).isEqualTo(1);
    assertThat(run("--data", data, "--size", "8")).isEqualTo(1);
    assertThat(run("--data", data, "--task", "jigsaw")).isEqualTo(1);
    assertThat(run("--data", data, "--seeds", "0")).isEqualTo(1);
    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("1 pairs of the same and 0 of different things"),
            line -> assertThat(line).startsWith("The evaluation stopped: "),
            line -> assertThat(line).startsWith("'t9' is neither a folder nor a range"),
            line -> assertThat(line).isEqualTo("--size is WIDTHxHEIGHT, such as 28x32, not 8"),
            line -> assertThat(line).startsWith("task must be one of [two-view, "),
            line -> assertThat(line).isEqualTo("--seeds must be at least 1, not 0"));
  }
}
