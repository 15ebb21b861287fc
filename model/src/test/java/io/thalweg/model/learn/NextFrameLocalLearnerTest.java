package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import java.util.List;
import java.util.Map;

/** The wave of {@link NextFrameLearnerTest}, with a local regression ahead of the network. */
final class NextFrameLocalLearnerTest extends MappedLearnerContract {
  @Override
  Architecture architecture() {
    List<Integer> frame = List.of(4, 4, 1);
    Spec encoder =
        new Spec(
            "conv-net",
            Map.of("frame", frame, "context", 1, "channels", List.of(8), "embedding", 8));
    Spec task = new Spec("next-frame", Map.of("frame", frame, "order", 3));
    return new Architecture(16, encoder, task, Spec.of("squared-error"));
  }

  @Override
  float[] items(double[] values) {
    return new NextFrameLearnerTest().items(values);
  }

  @Override
  void assertLearned(LearnEffect.Report first, LearnEffect.Report last) {
    assertThat(last.persistenceHuber()).as("the frames do move").isGreaterThan(0.02);
    assertThat(last.huber()).isLessThan(0.1 * last.persistenceHuber());
  }
}
