package io.thalweg.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureShape;
import io.thalweg.model.picture.PngWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** From files to a snapshot's file to what people ask of it: {@code complete} and {@code match}. */
final class SnapshotUsersTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine main = Main.commandLine();
    main.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return main.execute(args);
  }

  private Path backtest(String yaml, Path input) throws IOException {
    Path file = Files.writeString(folder.resolve("pipeline.yaml"), yaml);
    Path to = folder.resolve("out");
    assertThat(
            run("backtest", "--input", input.toString(), "-c", file.toString(), "--out", "" + to))
        .as(err.toString())
        .isZero();
    out.getBuffer().setLength(0);
    return to.resolve("model.snapshot");
  }

  @Test
  void complete_aTextLearned_goesOnAsItDid() throws IOException {
    Path text = Files.writeString(folder.resolve("lines.txt"), "abcdefgh abcdefgh\n".repeat(600));
    Path snapshot =
        backtest(
            """
            pipeline: letters
            modality: text
            source: {topic: lines}
            learning:
              segment: 16
              batch: 8
              every: 1
              encoder: {type: transformer, vocabulary: 258, width: 32, heads: 2, layers: 1,
                        feed-forward: 32, context: 4, window: 8}
              optimizer: {type: adam, rate: 0.005, warm.up: 10}
            publish: {every: 100, min.rank: 1}
            """,
            text);

    int code =
        run(
            "complete",
            "--snapshot",
            snapshot.toString(),
            "--temperature",
            "0",
            "--tokens",
            "9",
            "abc");

    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString()).startsWith("abcdefgh abc");
  }

  @Test
  void words_ofAPipelineOfSkipGrams_nearestGoTogether() throws IOException {
    List<List<String>> things =
        List.of(
            List.of("Ship", "wave", "harbour", "sail", "tide"),
            List.of("pan", "stove", "spoon", "oven", "plate"));
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < 6000; line++) {
      for (int word = 0; word < 6; word++) {
        text.append(things.get(line % 2).get(random.nextInt(5))).append(word < 5 ? " " : "\n");
      }
    }
    Path snapshot =
        backtest(
            """
            pipeline: things
            modality: {type: text, tokenizer: words, words: 50, buckets: 4, segments: separate}
            source: {topic: lines}
            learning:
              segment: 8
              batch: 8
              every: 4
              encoder: {type: bag, dimension: 12}
              task: {type: skip-gram, window: 3, sample: 0}
              optimizer: {type: adam, rate: 0.01, warm.up: 10}
            publish: {every: 1000, min.rank: 1}
            """,
            Files.writeString(folder.resolve("lines.txt"), text));

    int code =
        run(
            "words",
            "nearest",
            "ship",
            "--snapshot",
            snapshot.toString(),
            "--count",
            "4",
            "--json");

    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(new ObjectMapper().readTree(out.toString()).get("nearest").findValuesAsText("word"))
        .containsExactlyInAnyOrder("wave", "harbour", "sail", "tide");

    out.getBuffer().setLength(0);
    assertThat(run("complete", "--snapshot", snapshot.toString(), "ship")).isEqualTo(1);
    assertThat(err.toString()).contains("forecasts no text: task 'skip-gram'");
  }

  @Test
  void complete_templatesLearned_goesOnWithAWholeLine() throws IOException {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 1500; i++) {
      log.append("read /var/log/%d.txt: %d bytes\n".formatted(i, 7 * i));
    }
    Path snapshot =
        backtest(
            """
            pipeline: reads
            modality: {type: text, tokenizer: log, words: 20, buckets: 2}
            source: {topic: lines}
            learning:
              segment: 12
              batch: 4
              every: 2
              encoder: {type: gru, hidden: 16, context: 4}
              optimizer: {type: adam, rate: 0.01, warm.up: 10}
            publish: {every: 200, min.rank: 1}
            """,
            Files.writeString(folder.resolve("reads.log"), log));

    int code =
        run(
            "complete",
            "--snapshot",
            snapshot.toString(),
            "--temperature",
            "0",
            "--tokens",
            "5",
            "read");

    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString()).startsWith("read <path> : <num> bytes\n");
  }

  /** The file is needed to learn, not to read what was learned. */
  @Test
  void complete_piecesOfATokenizerFile_travelWithTheVersion() throws IOException {
    Path pieces =
        Files.writeString(
            folder.resolve("tokenizer.json"),
            """
            {"version": "1.0", "added_tokens": [], "pre_tokenizer": {"type": "Whitespace"},
             "model": {"type": "WordLevel", "unk_token": "?",
                       "vocab": {"?": 0, "all": 1, "is": 2, "well": 3, ".": 4}}}
            """);
    Path snapshot =
        backtest(
            """
            pipeline: pieces
            modality: {type: text, tokenizer: huggingface, tokenizer.file: "%s"}
            source: {topic: lines}
            learning:
              segment: 10
              batch: 4
              encoder: {type: gru, hidden: 12, context: 2}
              optimizer: {type: adam, rate: 0.01, warm.up: 10}
            publish: {every: 200, min.rank: 1}
            """
                .formatted(pieces),
            Files.writeString(folder.resolve("lines.txt"), "all is well.\n".repeat(1200)));
    Files.delete(pieces);

    int code =
        run(
            "complete",
            "--snapshot",
            snapshot.toString(),
            "--temperature",
            "0",
            "--tokens",
            "3",
            "all");

    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString().strip()).isEqualTo("all is well .");
  }

  @Test
  void match_aPictureOfSomebodyKnown_namesThem() throws IOException {
    Path stream = Files.createDirectory(folder.resolve("stream"));
    Path gallery = Files.createDirectory(folder.resolve("gallery"));
    for (int i = 0; i < 60; i++) {
      Files.write(stream.resolve(i + ".png"), stripes(i % 6, i));
    }
    for (int who = 0; who < 6; who++) {
      Files.write(gallery.resolve("stripes-" + who + ".png"), stripes(who, 100 + who));
    }
    Path probe = folder.resolve("probe.png");
    Files.write(probe, stripes(4, 200));
    Path snapshot =
        backtest(
            """
            pipeline: stripes
            modality: {type: video, size: 16x16}
            source: {topic: pictures}
            learning:
              segment: 1
              task: denoising
              encoder: {type: conv-net, channels: [8], embedding: 16}
              batch: 8
              every: 2
            publish: {every: 20, min.rank: 1}
            """,
            stream);

    int code =
        run(
            "match",
            "--snapshot",
            snapshot.toString(),
            "--gallery",
            gallery.toString(),
            "--probe",
            probe.toString(),
            "--json");

    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString()).contains("\"most_like\":\"stripes-4\"", "\"stranger_chance\"");
  }

  /** Stripes of a width of their own, and noise. */
  private static byte[] stripes(int who, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] pixels = new byte[16 * 16];
    for (int i = 0; i < pixels.length; i++) {
      boolean bright = (who < 3 ? i % 16 : i / 16) / (1 + who % 3) % 2 == 0;
      pixels[i] = (byte) ((bright ? 180 : 60) + random.nextInt(20));
    }
    return PngWriter.write(new Picture(new PictureShape(16, 16, 1), pixels));
  }

  @Test
  void run_aSnapshotOfAnotherKind_isOneSentence() throws IOException {
    Path none = folder.resolve("none.snapshot");
    Files.writeString(none, "thalweg snapshot 1\nrubbish");

    assertThat(run("complete", "--snapshot", none.toString(), "abc")).isEqualTo(1);
    assertThat(err.toString()).contains("damaged").doesNotContain("Exception");
  }
}
