package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import java.util.List;
import java.util.Map;

/** A wave that runs over frames of 4 x 4, through convolutions and their mirror. */
final class NextFrameLearnerTest extends MappedLearnerContract {
  @Override
  Architecture architecture() {
    Spec encoder =
        new Spec(
            "conv-net",
            Map.of(
                "frame",
                List.of(4, 4, 1),
                "context",
                1,
                "channels",
                List.of(8),
                "embedding",
                8,
                "activation",
                "gelu"));
    return new Architecture(16, encoder, Spec.of("next-frame"), Spec.of("squared-error"));
  }

  /** A sine of two neighbouring phases, at another phase in every pixel. */
  @Override
  float[] items(double[] values) {
    float[] frame = new float[16];
    for (int i = 0; i < 16; i++) {
      double phase = 0.4 * (i % 4) + 0.2 * (i / 4);
      frame[i] =
          (float) (Math.cos(phase) * (values[0] - 10) + Math.sin(phase) * (values[1] + 5)) / 3;
    }
    return frame;
  }

  @Override
  void assertLearned(LearnEffect.Report first, LearnEffect.Report last) {
    assertThat(last.persistenceHuber()).as("the frames do move").isGreaterThan(0.02);
    assertThat(last.huber()).isLessThan(0.3 * last.persistenceHuber());
    assertThat(last.loss()).isLessThan(0.3 * first.loss());
  }
}
