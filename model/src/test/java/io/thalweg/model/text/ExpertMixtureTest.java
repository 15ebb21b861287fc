package io.thalweg.model.text;

import static io.thalweg.model.testing.Numerics.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExpertMixtureTest {
  private static final int VOCABULARY = 6;
  private static final int EXPERTS = 3;
  private static final int SETS = 2;
  private static final double RATE = 0.05;

  /** By the definition, in double precision. */
  private static final class Slow {
    final double[][] weights = new double[SETS][EXPERTS];
    final double[] belief = new double[EXPERTS + 1];

    Slow() {
      for (double[] set : weights) {
        java.util.Arrays.fill(set, 1.0 / EXPERTS);
      }
      java.util.Arrays.fill(belief, 1.0 / belief.length);
    }

    double[] product(float[][] logs, double[] w) {
      double[] p = new double[VOCABULARY];
      double sum = 0;
      for (int id = 0; id < VOCABULARY; id++) {
        double score = 0;
        for (int e = 0; e < EXPERTS; e++) {
          score += w[e] * logs[e][id];
        }
        p[id] = Math.exp(score);
        sum += p[id];
      }
      for (int id = 0; id < VOCABULARY; id++) {
        p[id] /= sum;
      }
      return p;
    }

    double[] mixed(float[][] logs, int set) {
      double[] p = product(logs, weights[set]);
      for (int id = 0; id < VOCABULARY; id++) {
        p[id] *= belief[EXPERTS];
        for (int e = 0; e < EXPERTS; e++) {
          p[id] += belief[e] * Math.exp(logs[e][id]);
        }
      }
      return p;
    }

    /** The weights' gradient by central differences. */
    void observe(float[][] logs, int set, int id) {
      double all = mixed(logs, set)[id];
      belief[EXPERTS] *= product(logs, weights[set])[id] / all;
      double[] slope = new double[EXPERTS];
      for (int e = 0; e < EXPERTS; e++) {
        belief[e] *= Math.exp(logs[e][id]) / all;
        double[] w = weights[set].clone();
        w[e] += 1e-5;
        double above = Math.log(product(logs, w)[id]);
        w[e] -= 2e-5;
        slope[e] = (above - Math.log(product(logs, w)[id])) / 2e-5;
      }
      for (int e = 0; e < EXPERTS; e++) {
        weights[set][e] += RATE * slope[e];
      }
      for (int j = 0; j < belief.length; j++) {
        belief[j] = 0.999 * belief[j] + 0.001 / belief.length;
      }
    }
  }

  private static float[][] experts(long seed) {
    float[][] logs = new float[EXPERTS][];
    for (int e = 0; e < EXPERTS; e++) {
      logs[e] = logSoftmax(gaussian(VOCABULARY, 1.5, seed * EXPERTS + e));
    }
    return logs;
  }

  private static float[] logSoftmax(float[] scores) {
    double sum = 0;
    for (float score : scores) {
      sum += Math.exp(score);
    }
    float[] logs = new float[scores.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = (float) (scores[i] - Math.log(sum));
    }
    return logs;
  }

  @Test
  void probabilities_anyExperts_equalTheSlowReference() {
    ExpertMixture mixture = new ExpertMixture(EXPERTS, VOCABULARY, SETS, RATE);
    Slow slow = new Slow();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 300; i++) {
      float[][] logs = experts(i);
      int set = random.nextInt(SETS);
      int id = random.nextInt(VOCABULARY);
      float[] mixed = mixture.probabilities(logs, set);
      double[] expected = slow.mixed(logs, set);
      for (int j = 0; j < VOCABULARY; j++) {
        assertThat((double) mixed[j]).isCloseTo(expected[j], within(1e-4));
      }
      mixture.observe(id);
      slow.observe(logs, set, id);
    }
    for (int set = 0; set < SETS; set++) {
      for (int e = 0; e < EXPERTS; e++) {
        assertThat((double) mixture.weights()[set * EXPERTS + e])
            .isCloseTo(slow.weights[set][e], within(1e-3));
      }
    }
  }

  @Test
  void observe_whateverComes_losesNoMoreThanTheBoundOverTheBest() {
    int ids = 4_000;
    ExpertMixture mixture = new ExpertMixture(EXPERTS, VOCABULARY, 1, 0.5); // a rate far too high
    double mixed = 0;
    double[] alone = new double[EXPERTS];
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < ids; i++) {
      float[][] logs = experts(i);
      int id = drawn(logs[1], random); // the second expert knows, the others know nothing
      mixed -= Math.log(mixture.probabilities(logs, 0)[id]);
      for (int e = 0; e < EXPERTS; e++) {
        alone[e] -= logs[e][id];
      }
      mixture.observe(id);
    }
    double bound = Math.log(EXPERTS + 1) - ids * Math.log(1 - ExpertMixture.SWITCH);
    assertThat(mixed).isLessThan(alone[1] + bound + 1e-4 * ids);
    assertThat(alone[0]).as("the others are far worse").isGreaterThan(alone[1] + 50 * bound);
    assertThat(mixture.belief()[1]).isGreaterThan(0.9);
  }

  private static int drawn(float[] logs, SplittableRandom random) {
    double left = random.nextDouble();
    int id = 0;
    while (id < logs.length - 1 && left > Math.exp(logs[id])) {
      left -= Math.exp(logs[id]);
      id++;
    }
    return id;
  }

  @Test
  void probabilities_expertsThatKnowDifferentThings_areBetterThanEither() {
    // Each sees one of two independent hints; the truth is the product of both.
    ExpertMixture mixture = new ExpertMixture(2, VOCABULARY, 1, 0.02);
    SplittableRandom random = new SplittableRandom(3);
    double mixed = 0;
    double[] alone = new double[2];
    for (int i = 0; i < 4_000; i++) {
      float[][] logs = {
        logSoftmax(gaussian(VOCABULARY, 1.5, 2 * i)),
        logSoftmax(gaussian(VOCABULARY, 1.5, 2 * i + 1))
      };
      float[] both = new float[VOCABULARY];
      for (int j = 0; j < VOCABULARY; j++) {
        both[j] = logs[0][j] + logs[1][j];
      }
      int id = drawn(logSoftmax(both), random);
      mixed -= Math.log(mixture.probabilities(logs, 0)[id]);
      alone[0] -= logs[0][id];
      alone[1] -= logs[1][id];
      mixture.observe(id);
    }
    assertThat(mixed).isLessThan(0.85 * Math.min(alone[0], alone[1]));
    assertThat((double) mixture.weights()[0]).isCloseTo(1, within(0.2));
  }

  @Test
  void readFrom_written_goesOnBitForBit() {
    ExpertMixture straight = new ExpertMixture(EXPERTS, VOCABULARY, SETS, RATE);
    for (int i = 0; i < 50; i++) {
      straight.probabilities(experts(i), i % SETS);
      straight.observe(i % VOCABULARY);
    }
    StateWriter out = new StateWriter(16);
    straight.writeTo(out);
    ExpertMixture restored = new ExpertMixture(EXPERTS, VOCABULARY, SETS, RATE);
    StateReader in = new StateReader(out.toByteArray());
    restored.readFrom(in);
    in.expectEnd();
    for (int i = 50; i < 100; i++) {
      assertThat(restored.probabilities(experts(i), i % SETS))
          .isEqualTo(straight.probabilities(experts(i), i % SETS));
      straight.observe(i % VOCABULARY);
      restored.observe(i % VOCABULARY);
    }
  }

  @Test
  void createOrRead_whatDoesNotFit_isRefused() {
    assertThatThrownBy(() -> new ExpertMixture(0, 2, 1, RATE))
        .hasMessage("experts, vocabulary and sets must be at least 1, not 0, 2 and 1");
    assertThatThrownBy(() -> new ExpertMixture(1, 2, 1, 0))
        .hasMessage("rate must be in (0, 1), not 0.0");
    StateWriter out = new StateWriter(16);
    new ExpertMixture(2, 3, 1, RATE).writeTo(out);
    assertThatThrownBy(
            () -> new ExpertMixture(1, 3, 1, RATE).readFrom(new StateReader(out.toByteArray())))
        .hasMessage("mixture of 2 experts with 2 weights does not fit 1 with 1");
  }
}
