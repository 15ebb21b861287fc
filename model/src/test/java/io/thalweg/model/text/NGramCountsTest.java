package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NGramCountsTest {
  private static final int VOCABULARY = 5;
  private static final int ORDER = 3;

  /** What comes next leans on the two before, with noise. */
  private static int[] text(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] ids = new int[length];
    for (int i = 2; i < length; i++) {
      boolean noise = random.nextInt(4) == 0;
      ids[i] = noise ? random.nextInt(VOCABULARY) : (ids[i - 1] + 2 * ids[i - 2] + 1) % VOCABULARY;
    }
    return ids;
  }

  @Test
  void logProbabilities_everyId_equalsTheSlowReference() {
    NGramCounts counts = new NGramCounts(VOCABULARY, ORDER, 1 << 20);
    SlowNGrams slow = new SlowNGrams(VOCABULARY, ORDER);
    int[] ids = text(500, 1);
    List<Integer> past = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      float[] logs = counts.logProbabilities(ids, i);
      for (int id = 0; id < VOCABULARY; id++) {
        double expected = slow.probability(past, id);
        assertThat((double) logs[id]).isCloseTo(Math.log(expected), within(1e-4));
      }
      counts.observe(ids, i);
      slow.observe(past, ids[i]);
      past.add(ids[i]);
    }
  }

  @Test
  void logProbabilities_threeIds_giveTheNumbersWorkedOutByHand() {
    NGramCounts counts = new NGramCounts(4, 1, 1 << 12);
    int[] ids = {2, 2, 2};
    for (int i = 0; i < ids.length; i++) {
      counts.observe(ids, i);
    }
    // Order 1, after a 2: it came twice. Order 0: at the beginning, and when new after a 2.
    double zero = (2 - 1.2 + 1.2 / 4) / 2;
    double one = (2 - 1.2 + 1.2 * zero) / 2;

    float[] logs = counts.logProbabilities(ids, ids.length);

    assertThat(Math.exp(logs[2])).isCloseTo(one, within(1e-6));
    assertThat(counts.matched()).isEqualTo(1);
  }

  @Test
  void logProbabilities_fullTable_stillSumToOneInUnchangedMemory() {
    NGramCounts counts = new NGramCounts(VOCABULARY, ORDER, 1024);
    long bytes = counts.bytes();
    int[] ids = text(5_000, 2);
    for (int i = 0; i < ids.length; i++) {
      double sum = 0;
      for (float log : counts.logProbabilities(ids, i)) {
        sum += Math.exp(log);
      }
      assertThat(sum).isCloseTo(1, within(1e-4));
      counts.observe(ids, i);
    }
    assertThat(counts.bytes()).isEqualTo(bytes).isLessThanOrEqualTo(1024);
  }

  @Test
  void logProbabilities_nothingSeen_areEqual() {
    float[] logs = new NGramCounts(4, 2, 1024).logProbabilities(new int[] {1, 2}, 2);
    assertThat(logs).containsOnly((float) Math.log(0.25));
  }

  @Test
  void observe_idsBehindOneThatIsMissing_areNoContext() {
    NGramCounts broken = new NGramCounts(VOCABULARY, ORDER, 1 << 12);
    NGramCounts begun = new NGramCounts(VOCABULARY, ORDER, 1 << 12);
    int[] gap = {3, -1, 2, 1};
    int[] rest = {2, 1};
    for (int i = 0; i < gap.length; i++) {
      if (i > 0) {
        broken.observe(gap, i);
      }
    }
    for (int i = 0; i < rest.length; i++) {
      begun.observe(rest, i);
    }

    assertThat(broken.logProbabilities(gap, 4)).isEqualTo(begun.logProbabilities(rest, 2));
  }

  @Test
  void readFrom_written_goesOnBitForBit() {
    int[] ids = text(3_000, 4);
    NGramCounts straight = new NGramCounts(VOCABULARY, ORDER, 2048);
    NGramCounts restored = new NGramCounts(VOCABULARY, ORDER, 2048);
    for (int i = 0; i < 2_000; i++) {
      straight.observe(ids, i);
    }
    StateWriter out = new StateWriter(16);
    straight.writeTo(out);
    StateReader in = new StateReader(out.toByteArray());
    restored.readFrom(in);
    in.expectEnd();
    for (int i = 2_000; i < ids.length; i++) {
      assertThat(restored.logProbabilities(ids, i)).isEqualTo(straight.logProbabilities(ids, i));
      straight.observe(ids, i);
      restored.observe(ids, i);
    }
  }

  @Test
  void create_orObserve_outOfRange_isRefusedByName() {
    assertThatThrownBy(() -> new NGramCounts(0, 1, 1024))
        .hasMessage("vocabulary must be 1 to 65536, not 0");
    assertThatThrownBy(() -> new NGramCounts(4, 33, 1024))
        .hasMessage("order must be 0 to 32, not 33");
    assertThatThrownBy(() -> new NGramCounts(4, 1, 1023))
        .hasMessage("bytes must be at least 1024, not 1023");
    assertThatThrownBy(() -> new NGramCounts(4, 1, 1024).observe(new int[] {4}, 0))
        .hasMessage("id 4 is not in the vocabulary of 4");
  }
}
