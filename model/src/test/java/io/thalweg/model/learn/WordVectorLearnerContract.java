package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.LearnInput;
import io.thalweg.model.item.Segment;
import io.thalweg.model.objective.Proposal;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.testing.SineStream;
import java.util.Map;

/** Learners of word vectors by negative sampling. */
abstract class WordVectorLearnerContract extends TokenLearnerContract {
  private static final int NEGATIVES = 5;

  static Architecture of(Spec task) {
    return new Architecture(
        1,
        new Spec("bag", Map.of("vocabulary", VOCABULARY + 2, "dimension", 24)),
        task,
        new Spec(
            "negative-sampling",
            Map.of("vocabulary", VOCABULARY, "width", 24, "negatives", NEGATIVES)));
  }

  /**
   * Better than who knows how often each token comes, and nothing else: that costs {@code p log((p
   * + n) / p) + n log((p + n) / n)} nats per token of share {@code p} that is a negative {@code n}
   * times, skipped where it is the target.
   */
  @Override
  void assertLearned(LearnEffect.Report first, LearnEffect.Report last) {
    double[] share = new double[VOCABULARY];
    int count = 0;
    for (LearnInput input : inputs(new SineStream(3, 3, 0), 6_000, 500)) {
      if (input instanceof Segment segment) {
        for (float token : segment.items()) {
          share[(int) token]++;
          count++;
        }
      }
    }
    Proposal proposal = Proposal.logUniform(VOCABULARY);
    double cost = 0;
    for (int id = 0; id < VOCABULARY; id++) {
      double p = Math.max(share[id] / count, 1e-9);
      double n = NEGATIVES * Math.exp(proposal.logProbability(id)) * (1 - p);
      cost += p * Math.log((p + n) / p) + n * Math.log((p + n) / n);
    }
    assertThat(cost).as("the stream has many tokens").isGreaterThan(1.5);
    assertThat(last.loss()).isLessThan(cost - 0.1);
    assertThat(last.huber()).as("no forecast of values").isNaN();
  }
}
