package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.pretext.PretextTask;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.snapshot.ServingModel;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.testing.Pipelines;
import io.thalweg.model.testing.SineStream;
import io.thalweg.model.testing.Snapshots;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Serving with an encoder that looks both ways, and so begins anew at each step. */
final class WindowServingTest {
  private static final Spec BIDIRECTIONAL =
      new Spec(
          "transformer",
          Map.of("attention", "bidirectional", "width", 8, "heads", 2, "positions", "rotary"));
  private static final int ITEM = SineStream.ITEMS.itemSize();

  private static Snapshot version() {
    Architecture architecture =
        new Architecture(ITEM, BIDIRECTIONAL, Spec.of("masked-item"), Spec.of("student-t"));
    LearnerSettings settings =
        Pipelines.learner(architecture, Pipelines.OPTIMIZER, ReplayPolicy.FIFO, 0, 1);
    return Snapshots.learned(settings, new SineStream(2, 2, 0), 600).get(0);
  }

  private static float[] items(int count) {
    SplittableRandom random = new SplittableRandom(4);
    float[] items = new float[count * ITEM];
    for (int i = 0; i < items.length; i++) {
      items[i] = random.nextInt(10) == 0 ? Float.NaN : (float) random.nextGaussian();
    }
    return items;
  }

  @Test
  void step_fullWindow_equalsTheLastPositionOfTheSegmentAtOnce() {
    Snapshot snapshot = version();
    int length = snapshot.segmentLength();
    float[] items = items(length + 3);
    Encoder encoder = snapshot.architecture().newEncoder();
    PretextTask task = snapshot.architecture().newTask();
    Encoder.Pass pass = encoder.newPass(1, length);
    float[] input = new float[encoder.inputSize()];
    for (int t = 0; t < length; t++) {
      task.show(items, (3 + t) * ITEM, input);
      System.arraycopy(input, 0, pass.input(), t * input.length, input.length);
    }
    pass.forward(snapshot.parameters(), 0);
    float[] expected =
        Arrays.copyOfRange(pass.embeddings(), (length - 1) * 8, pass.embeddings().length);

    float[] embedding = new float[8];
    ServingModel model = new ServingModel(snapshot);
    float[] state = model.newState();
    for (int i = 0; i < length + 3; i++) {
      model.step(state, Arrays.copyOfRange(items, i * ITEM, (i + 1) * ITEM), embedding);
    }

    // A first version has no rotation.
    assertThat(embedding).isEqualTo(expected);
    assertThat(model.forecasts()).isFalse();
  }

  @Test
  void rebuild_fromTheLastItems_equalsHavingSteppedThroughAll() {
    ServingModel model = new ServingModel(version());
    float[] items = items(20);
    float[] stepped = model.newState();
    for (int i = 0; i < 20; i++) {
      float[] item = Arrays.copyOfRange(items, i * ITEM, (i + 1) * ITEM);
      model.step(stepped, item, new float[8]);
    }
    int kept = model.contextLength();
    float[] rebuilt = model.newState();

    model.rebuild(rebuilt, Arrays.copyOfRange(items, (20 - kept) * ITEM, 20 * ITEM), kept);

    assertThat(kept).isEqualTo(8);
    assertThat(rebuilt).isEqualTo(stepped);
  }

  @Test
  void create_morePositionsThanAreLearned_isRefused() {
    Spec encoder =
        new Spec(
            "transformer",
            Map.of("attention", "bidirectional", "width", 8, "heads", 2, "length", 7));
    Architecture architecture =
        new Architecture(ITEM, encoder, Spec.of("masked-item"), Spec.of("student-t"));

    assertThatThrownBy(
            () -> Pipelines.learner(architecture, Pipelines.OPTIMIZER, ReplayPolicy.FIFO, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("length must be at most the 7 learned positions, not 8");
  }
}
