package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.text.WordTask;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Lines about one of two things. Each thing has sixty words of its own, of which a line has four,
 * among six that belong to neither: ten labelled lines show few of the words, and the text without
 * labels shows which belong together.
 */
final class TextProbeTest {
  private static List<String> words(int thing, SplittableRandom random) {
    return IntStream.range(0, 10)
        .mapToObj(i -> i < 4 ? "t" + thing + random.nextInt(60) : "n" + random.nextInt(40))
        .toList();
  }

  private static TextSet set(int lines) {
    SplittableRandom random = new SplittableRandom(1);
    List<LabelledLine> all = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      all.add(new LabelledLine("thing" + i % 2, words(i % 2, random)));
    }
    return new TextSet("things", List.of("thing0", "thing1"), all);
  }

  private static List<List<String>> unlabelled(int lines) {
    SplittableRandom random = new SplittableRandom(2);
    return IntStream.range(0, lines).mapToObj(i -> words(random.nextInt(2), random)).toList();
  }

  private static TextProbe run(int lines, TextPreset preset) {
    return TextProbe.run(set(lines), unlabelled(3000), preset, 0.5, 1, 2, 3, share -> {});
  }

  private static double mean(TextProbe probe, String name, int point) {
    return probe.curves().stream()
        .filter(curve -> curve.name().equals(name))
        .findFirst()
        .orElseThrow()
        .points()
        .get(point)
        .mean();
  }

  @Test
  void run_wordsThatGoTogetherWithoutLabels_tellMoreWithFewLabels() {
    TextProbe probe = run(600, new TextPreset(WordTask.SKIP_GRAM, 20, 5, 10));

    assertThat(probe.curves())
        .extracting(FewLabels::name)
        .containsExactly("embeddings", "plain mean", "untrained", "untrained mean", "bag of words");
    assertThat(probe.curves().get(4).points())
        .extracting(FewLabels.Point::labels)
        .containsExactly(10, 50, 100, 300);
    assertThat(mean(probe, "embeddings", 0)).isGreaterThan(0.9);
    assertThat(mean(probe, "bag of words", 0)).isLessThan(0.85);
    assertThat(mean(probe, "untrained", 0)).isLessThan(0.85);
    assertThat(mean(probe, "bag of words", 3)).isGreaterThan(0.95);
    // Two divisions of three draws.
    assertThat(probe.curves().get(0).points().get(0).accuracies()).hasSize(6);
    assertThat(probe.runs()).hasSize(2);
    assertThat(probe.runs().get(0).lastLoss()).isLessThan(probe.runs().get(0).firstLoss());
    assertThat(TextReport.markdown(probe)).contains("300 lines to learn from, 300 to test");
    assertThat(TextReport.json(probe).at("/curves/4/points/3/mean").asDouble())
        .isEqualTo(mean(probe, "bag of words", 3));
  }

  @Test
  void run_theSameSeeds_giveTheSameAccuracies() {
    TextPreset preset = new TextPreset(WordTask.CBOW, 8, 3, 2);

    assertThat(run(80, preset).curves()).isEqualTo(run(80, preset).curves());
  }

  @Test
  void run_nothingToLearnFrom_isRefused() {
    TextSet set =
        new TextSet(
            "few",
            List.of("a", "b"),
            IntStream.range(0, 8)
                .mapToObj(i -> new LabelledLine(i % 2 == 0 ? "a" : "b", List.of("w" + i)))
                .toList());

    assertThatThrownBy(
            () ->
                TextProbe.run(
                    set,
                    List.of(),
                    new TextPreset(WordTask.SKIP_GRAM, 8, 3, 1),
                    0.5,
                    1,
                    1,
                    1,
                    share -> {}))
        .hasMessage("no word comes 5 times in the text: there is nothing to learn");
  }
}
