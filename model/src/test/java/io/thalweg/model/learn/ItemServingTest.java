package io.thalweg.model.learn;

import static io.thalweg.model.testing.Numerics.assertClose;
import static io.thalweg.model.testing.Numerics.widen;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.LearnInput;
import io.thalweg.model.item.Segment;
import io.thalweg.model.snapshot.ServingModel;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.testing.SineStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens and frames one at a time are embedded as the segment they are of was in learning. */
final class ItemServingTest {
  static Stream<MappedLearnerContract> learners() {
    return Stream.of(
        new NextTokenLearnerTest(), new NextFrameLearnerTest(), new SkipGramLearnerTest());
  }

  @ParameterizedTest
  @MethodSource("learners")
  void step_throughASegment_equalsTheNetworkAtEveryPosition(MappedLearnerContract learner) {
    LearnerSettings settings = learner.settings(1);
    List<LearnInput> inputs = learner.inputs(new SineStream(3, 2, 0.05), 1_000, 300);
    Snapshot snapshot =
        Learners.decisions(Learners.fold(new Learner(settings), inputs)).stream()
            .map(LearnEffect.Decision::snapshot)
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow();
    ServingModel model = new ServingModel(snapshot);
    PredictionNetwork network =
        new PredictionNetwork(settings.architecture(), 1, settings.length());
    float[] embedding = new float[model.embeddingSize()];
    float[] state = model.newState();
    int itemSize = settings.architecture().itemSize();
    int compared = 0;
    for (Segment segment : Learners.segments(inputs).subList(0, 20)) {
      network.score(snapshot.parameters(), new Segment[] {segment}, new SplittableRandom(1));
      model.rebuild(state, new float[0], 0);
      int context = settings.architecture().newEncoder().contextLength();
      for (int t = 0; t < context + settings.length(); t++) {
        float[] item = Arrays.copyOfRange(segment.items(), t * itemSize, (t + 1) * itemSize);
        model.step(state, item, embedding);
        if (t >= context) {
          int at = (t - context) * embedding.length;
          float[] learned = Arrays.copyOfRange(network.embeddings(), at, at + embedding.length);
          assertClose(embedding, widen(learned), 1e-5);
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(20 * settings.length());
  }
}
