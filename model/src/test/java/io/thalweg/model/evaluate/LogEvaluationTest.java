package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A made-up log of a pump, and sequences of its events. */
class LogEvaluationTest {
  private static final int LINES = 320;
  private static final int FIRST_LEAK = 250;

  /** Three statements in turn; every twentieth line from the 251st on is one never seen. */
  private static List<BglLine> log() {
    List<BglLine> lines = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      boolean leak = i >= FIRST_LEAK && i % 20 == 10;
      String text =
          switch (leak ? 3 : i % 3) {
            case 0 -> "PUMP INFO valve %d opened by 10.0.0.%d".formatted(i, i % 256);
            case 1 -> "PUMP INFO pressure 0x%04x at valve %d".formatted(i, i);
            case 2 -> "PUMP INFO valve %d closed after %d ms".formatted(i, 2 * i);
            default ->
                "PUMP INFO valve %d %s by 10.0.0.9"
                    .formatted(i, "wxyz".charAt(i / 20 % 4) + "-burst");
          };
      lines.add(new BglLine(text, leak));
    }
    return lines;
  }

  private static LogScore named(List<LogScore> scores, String start) {
    return scores.stream()
        .filter(score -> score.name().startsWith(start))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void lines_neverSeenOnes_areFoundAndReadable() {
    LineLogEvaluation.Result result = LineLogEvaluation.run(log(), 1, done -> {});

    // 250, 270, 290 and 310: four leaks, each a template of its own beside the three usual ones.
    assertThat(result.lines()).isEqualTo(LINES);
    assertThat(result.alerts()).isEqualTo(4);
    assertThat(result.templates()).isEqualTo(3 + 4);
    // The first lines surprise, too, so that no score is perfect; at random it would be 4/320.
    assertThat(result.ours()).allMatch(score -> score.averagePrecision() > 3 * 4.0 / LINES);
    assertThat(named(result.baselines(), "unseen").bestF1()).isEqualTo(2.0 * 4 / (7 + 4));
    assertThat(result.top().subList(0, 4))
        .extracting(SurprisingLine::number)
        .containsExactlyInAnyOrder(251, 271, 291, 311);
    SurprisingLine top = result.top().get(0);
    assertThat(top.marked()).containsPattern(">>[w-z]-burst").startsWith("PUMP INFO valve");
    assertThat(top.nearest()).hasValue("PUMP INFO valve <num> opened by <ip>");
    assertThat(top.distance()).isEqualTo(1);
  }

  @Test
  void lines_otherLabels_areScoredAlike() {
    List<BglLine> swapped =
        log().stream().map(line -> new BglLine(line.text(), !line.alert())).toList();
    LineLogEvaluation.Result one = LineLogEvaluation.run(log(), 1, done -> {});
    LineLogEvaluation.Result other = LineLogEvaluation.run(swapped, 1, done -> {});

    assertThat(other.top()).isEqualTo(one.top());
    assertThat(other.bitsPerToken()).isEqualTo(one.bitsPerToken());
    assertThat(other.ours()).isNotEqualTo(one.ours());
  }

  private static List<List<String>> times(int count, String sequence) {
    List<List<String>> sequences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sequences.add(List.of(sequence.split(" ")));
    }
    return sequences;
  }

  @Test
  void sequences_otherOrder_isFound_andOneAsLearnedCannotBe() {
    List<List<String>> abnormal = times(2, "start check open close stop");
    abnormal.addAll(times(2, "start open check stop close"));
    SequenceLogEvaluation.Result result =
        SequenceLogEvaluation.run(
            new EventSequences(
                times(20, "start check open close stop"),
                times(6, "start check open close stop"),
                abnormal),
            1);

    assertThat(result.abnormalAsLearned()).isEqualTo(2);
    // Two found first, precision 1; then a tie of the other eight, 4 of 10: 1/2 + 1/2 * 0.4.
    assertThat(result.ceiling().averagePrecision()).isEqualTo(0.7);
    assertThat(result.ours()).allMatch(score -> score.averagePrecision() == 0.7);
    assertThat(named(result.baselines(), "unseen").averagePrecision()).isEqualTo(0.7);
  }

  @Test
  void sequences_brokenOff_areFoundByTheirEnd() {
    SequenceLogEvaluation.Result result =
        SequenceLogEvaluation.run(
            new EventSequences(
                times(20, "start check open close stop"),
                times(3, "start check open close stop"),
                times(1, "start check open")),
            1);
    assertThat(result.ours()).allMatch(score -> score.averagePrecision() == 1);
  }
}
