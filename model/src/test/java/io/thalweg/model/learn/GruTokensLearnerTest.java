package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.item.LearnInput;
import io.thalweg.model.item.Segment;
import io.thalweg.model.layer.Softmax;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.testing.SineStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A GRU that picks its inputs from a table. */
final class GruTokensLearnerTest extends TokenLearnerContract {
  @Override
  Architecture architecture() {
    return new Architecture(
        1,
        new Spec("gru", Map.of("vocabulary", VOCABULARY + 2, "hidden", 24, "context", 7)),
        new Spec("next-token", Map.of("vocabulary", VOCABULARY)),
        new Spec("softmax", Map.of("vocabulary", VOCABULARY)));
  }

  /** Adds up losses of segments since it was last asked. */
  private static final class Losses implements LearnerListener {
    private double sum;
    private int segments;

    @Override
    public void predicted(Segment segment, float[] predictions, int first, int stride) {
      for (int t = 0; t < segment.length(); t++) {
        int at = first + t * stride;
        float[] logits = Arrays.copyOfRange(predictions, at, at + VOCABULARY);
        int id = (int) segment.items()[segment.context() + t];
        float logit = logits[id];
        sum += (Softmax.row(logits, 0, VOCABULARY) - logit) / segment.length();
      }
      segments++;
    }

    double mean() {
      double mean = sum / segments;
      sum = 0;
      segments = 0;
      return mean;
    }
  }

  @Test
  void listen_predictions_costWhatIsReported() {
    Learner learner = new Learner(settings(1));
    Losses losses = new Losses();
    learner.listen(losses);
    int reports = 0;
    for (LearnInput input : inputs(new SineStream(3, 3, 0), 1_500, 200)) {
      for (LearnEffect effect : Learners.fold(learner, List.of(input))) {
        if (effect instanceof LearnEffect.Report report) {
          assertThat(report.loss()).isCloseTo(losses.mean(), within(1e-4));
          reports++;
        }
      }
    }
    assertThat(reports).isGreaterThan(3);
  }
}
