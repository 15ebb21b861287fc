package io.thalweg.streams.cli.bench.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.thalweg.streams.cli.bench.BenchCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TextBenchCommandTest {
  private static final String LAST = "bits_per_character_last_tenth";

  @TempDir Path folder;

  @Test
  void json_generatedText_comesNearItsSourceAndNotBelow() throws IOException {
    JsonNode report = new ObjectMapper().readTree(run("--characters", "30000", "--json"));

    assertThat(report.get("characters").asInt()).isEqualTo(30_000);
    assertThat(report.get("characters_learned").asInt()).isEqualTo(30_000 / 32 * 32);
    double source = report.get("source").get(LAST).asDouble();
    // Two letters of context are all there is to know: 256 pairs, each seen about a hundred times.
    double counts = report.get("counts").get("2").get(LAST).asDouble();
    assertThat(counts).isBetween(source, source + 0.15);
    double network = report.get("network").get(LAST).asDouble();
    assertThat(network).as("it has learned, if not all").isBetween(source, 3.9);
    double mixture = report.get("mixture").get(LAST).asDouble();
    double mixed = report.get("counts").get("6").get(LAST).asDouble(); // the ones in the mixture
    assertThat(mixture).isBetween(source, Math.min(network, mixed));
    assertThat(report.get("network").get("characters_per_second").asDouble())
        .isGreaterThan(report.get("mixture").get("characters_per_second").asDouble());
  }

  @Test
  void text_aFile_hasEveryPredictorAndNoSource() throws IOException {
    Path file = Files.writeString(folder.resolve("lines.txt"), "to be, or not to be\n".repeat(100));

    assertThat(run("--data", file.toString(), "--preset", "thorough"))
        .contains("lines.txt: 2,000 characters")
        .contains("counts, order 2")
        .contains("counts, order 6")
        .contains("network and counts")
        .doesNotContain("its source");
  }

  /** Ten million lines take a quarter of an hour: this sees that the run counts what it does. */
  @Test
  void endless_lines_areLearnedAndServed() throws IOException {
    JsonNode report = new ObjectMapper().readTree(run("--endless", "3000", "--json"));

    assertThat(report.get("lines").asLong()).isEqualTo(3000);
    assertThat(report.get("steps").asLong()).isGreaterThan(20);
    assertThat(report.get("tenths")).hasSize(10);
    assertThat(report.get("tenths").get(9).get("lines_per_cpu_second").asDouble()).isPositive();
    assertThat(fails("--endless", "9")).contains("--endless is 9, allowed is 10 or more");
  }

  @Test
  void wrongOptions_areNamed() throws IOException {
    Path brief = Files.writeString(folder.resolve("brief.txt"), "a word");

    assertThat(fails("--preset", "best")).contains("--preset is best, allowed is fast or thorough");
    assertThat(fails("--characters", "10")).contains("--characters is 10, allowed is 1000 or more");
    assertThat(fails("--data", folder.toString())).contains("which is not a file");
    assertThat(fails("--data", brief.toString())).contains("6 bytes, allowed is 1000 or more");
  }

  @Test
  void source_ofALongText_isTheEntropyOfItsLetters() {
    // No order of counts can do better, and the right one does as well with enough text.
    Bits.PerCharacter source = MarkovText.of(100_000).source().orElseThrow();
    assertThat(source.whole()).isBetween(1.0, 3.0);
    assertThat(source.lastTenth()).isCloseTo(source.whole(), within(0.1));
    assertThat(MarkovText.of(5_000).ids()).isEqualTo(MarkovText.of(5_000).ids());
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
    all[0] = "text";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return command.execute(all);
  }
}
