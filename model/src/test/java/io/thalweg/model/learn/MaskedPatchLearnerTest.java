package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.PatchGrid;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import java.util.Map;

/** Pictures of 4 x 8 in eight patches; what is hidden follows from what is left. */
final class MaskedPatchLearnerTest extends MappedLearnerContract {
  private static final PatchGrid GRID = new PatchGrid(4, 8, 1, 2);

  @Override
  Architecture architecture() {
    Spec encoder =
        new Spec(
            "transformer",
            Map.of(
                "attention", "bidirectional", "layers", 1, "width", 16, "heads", 2, "length", 8));
    return new Architecture(
        4,
        encoder,
        new Spec("masked-patch", Map.of("share", 0.5, "targets", "pixels")),
        Spec.of("squared-error"));
  }

  /** One picture a reading: a wave over the columns, brighter to the bottom. */
  @Override
  float[] items(double[] values) {
    float[] picture = new float[32];
    for (int i = 0; i < 32; i++) {
      double phase = 0.5 * (i % 8);
      double wave = Math.cos(phase) * (values[0] - 10) + Math.sin(phase) * (values[1] + 5);
      picture[i] = (float) (wave / 3 * (1 + i / 8 / 4.0));
    }
    float[] patches = new float[32];
    GRID.cut(picture, patches);
    return patches;
  }

  /** The variance of a wave of height 1 is a half; rows of up to 1.75 make it about 1. */
  @Override
  void assertLearned(LearnEffect.Report first, LearnEffect.Report last) {
    assertThat(first.loss()).isGreaterThan(0.5);
    assertThat(last.loss()).isLessThan(0.2);
  }
}
