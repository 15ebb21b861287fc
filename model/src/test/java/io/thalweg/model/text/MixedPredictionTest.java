package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MixedPredictionTest {
  private static final int VOCABULARY = 8;

  /** An id follows from the one before; a network that is asked knows the parity of the next. */
  private final int[] ids = new int[4_000];

  private final float[][] logits = new float[ids.length][VOCABULARY + 1];

  MixedPredictionTest() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 1; i < ids.length; i++) {
      ids[i] = (3 * ids[i - 1] + random.nextInt(4)) % VOCABULARY;
      for (int id = 0; id < VOCABULARY; id++) {
        logits[i][1 + id] = id % 2 == ids[i] % 2 ? 7 : 4; // a margin in front, a level of its own
      }
    }
  }

  @Test
  void probabilities_countsAndNetworkKnowHalfEach_joinBoth() {
    MixedPrediction mixed = new MixedPrediction(VOCABULARY, 2, 1 << 14);
    double bits = 0;
    int last = ids.length / 4;
    for (int i = 0; i < ids.length; i++) {
      float[] p = mixed.probabilities(ids, i, logits[i], 1);
      double sum = 0;
      for (float each : p) {
        sum += each;
      }
      assertThat(sum).isCloseTo(1, within(1e-5));
      bits -= i < ids.length - last ? 0 : Math.log(p[ids[i]]) / Math.log(2) / last;
      mixed.observe(ids, i);
    }
    // Counting leaves 4 of 8 ids, 2 bits. The network leaves 4 and a doubt: 2.07 bits. Both: 1.07.
    double networkAlone = 2 + Math.log(1 + Math.exp(-3)) / Math.log(2);
    assertThat(networkAlone).isCloseTo(2.07, within(0.01));
    assertThat(bits).isBetween(1.0, 1.2);
  }

  @Test
  void readFrom_written_goesOnBitForBit() {
    MixedPrediction straight = new MixedPrediction(VOCABULARY, 2, 1 << 12);
    run(straight, 0, 1_000);
    StateWriter out = new StateWriter(16);
    straight.writeTo(out);
    StateReader in = new StateReader(out.toByteArray());
    MixedPrediction restored = new MixedPrediction(VOCABULARY, 2, 1 << 12);
    restored.readFrom(in);
    in.expectEnd();

    assertThat(run(restored, 1_000, 1_200)).isEqualTo(run(straight, 1_000, 1_200));
  }

  private float[] run(MixedPrediction mixed, int from, int to) {
    float[] said = new float[to - from];
    for (int i = from; i < to; i++) {
      said[i - from] = mixed.probabilities(ids, i, logits[i], 1)[ids[i]];
      mixed.observe(ids, i);
    }
    return said;
  }

  @Test
  void observe_missingId_changesNothing() {
    MixedPrediction told = new MixedPrediction(VOCABULARY, 2, 1 << 12);
    MixedPrediction untold = new MixedPrediction(VOCABULARY, 2, 1 << 12);
    told.probabilities(new int[] {-1}, 0, logits[1], 1);
    told.observe(new int[] {-1}, 0);

    assertThat(run(told, 0, 50)).isEqualTo(run(untold, 0, 50));
  }
}
