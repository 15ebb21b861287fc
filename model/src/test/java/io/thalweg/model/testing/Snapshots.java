package io.thalweg.model.testing;

import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.learn.LearnEffect;
import io.thalweg.model.learn.Learner;
import io.thalweg.model.learn.LearnerSettings;
import io.thalweg.model.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Versions for tests of serving. */
public final class Snapshots {
  private Snapshots() {}

  /** Version {@code version} with its starting weights, decided at {@code boundary}. */
  public static Snapshot untrained(long version, long boundary, Map<Integer, Long> covered) {
    LearnerSettings settings = Pipelines.learner();
    int embedding = settings.architecture().newEncoder().embeddingSize();
    float[] rotation = new float[embedding * embedding];
    for (int i = 0; i < embedding; i++) {
      rotation[i * embedding + i] = 1;
    }
    return new Snapshot(
        version,
        version == 1 ? OptionalLong.empty() : OptionalLong.of(version - 1),
        "test",
        settings.architecture(),
        settings.length(),
        settings.fields(),
        settings.architecture().initialise(version),
        new byte[0],
        rotation,
        "space",
        OptionalDouble.empty(),
        new ScalePrior(
            new double[] {10, -5, 100}, new double[] {2, 2, 22}, new double[] {1, 1, 15}),
        covered,
        new Snapshot.Progress(0, 0, 0, 0, 0, 0, 0),
        boundary);
  }

  /** The versions published while a stream is learned. */
  public static List<Snapshot> learned(LearnerSettings settings, SineStream stream, int readings) {
    Learner learner = new Learner(settings);
    List<Snapshot> snapshots = new ArrayList<>();
    Pipelines.inputs(settings, stream.readings(readings), 500)
        .forEach(input -> learner.fold(input, effect -> keep(effect, snapshots)));
    return snapshots;
  }

  private static void keep(LearnEffect effect, List<Snapshot> snapshots) {
    if (effect instanceof LearnEffect.Decision decision) {
      decision.snapshot().ifPresent(snapshots::add);
    }
  }
}
