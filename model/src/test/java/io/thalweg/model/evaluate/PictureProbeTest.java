package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thalweg.model.picture.PictureShape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PictureProbeTest {

  @ParameterizedTest
  @EnumSource(PicturePreset.Task.class)
  void learn_anyTask_lowersTheLoss(PicturePreset.Task task) {
    PicturePreset preset = MadePictures.preset(task, 10);

    Pretraining learned =
        preset.learn(preset.segments(MadePictures.SHAPE), MadePictures.bars(40, 1), 1);

    assertThat(learned.steps()).isEqualTo(40);
    assertThat(learned.lastLoss()).isLessThan(0.95 * learned.firstLoss());
  }

  /** Labels, exchanged, change nothing that is learned before the probe. */
  @Test
  void learn_otherLabels_givesTheSameWeights() {
    PicturePreset preset = MadePictures.preset(PicturePreset.Task.TWO_VIEW, 2);
    List<LabelledPicture> pictures = MadePictures.bars(20, 1);
    List<LabelledPicture> unlabelled =
        pictures.stream().map(p -> new LabelledPicture(p.picture(), "one")).toList();

    PictureSegments segments = preset.segments(MadePictures.SHAPE);
    Pretraining one = preset.learn(segments, pictures, 1);
    Pretraining other = preset.learn(segments, unlabelled, 1);

    assertThat(one.parameters()).isEqualTo(other.parameters());
    assertThat(one.parameters()).isNotEqualTo(one.untrained());
  }

  /** A thousand pictures and one: half of a batch of 100 at a time makes 400 steps in 20 passes. */
  @Test
  void settings_fewAndMany_followTheRule() {
    PictureSegments segments = PicturePreset.DEFAULT.segments(MadePictures.SHAPE);

    var few = PicturePreset.DEFAULT.settings(segments.settings(), 1000, 1);
    assertThat(few.batch()).isEqualTo(100);
    assertThat(few.every()).isEqualTo(50);
    assertThat(few.optimizer().options()).containsEntry("steps", 400);

    var many = PicturePreset.DEFAULT.settings(segments.settings(), 50_000, 1);
    assertThat(many.batch()).isEqualTo(128);
    assertThat(many.every()).isEqualTo(32);
    assertThat(many.optimizer().options()).containsEntry("steps", 1562);
  }

  @Test
  void shape_facesOfOrl_areScaledToWholePatches() {
    assertThat(PicturePreset.shape(new PictureShape(112, 92, 1), 1))
        .isEqualTo(new PictureShape(32, 28, 1));
    assertThat(PicturePreset.shape(new PictureShape(3, 300, 3), 3))
        .isEqualTo(new PictureShape(4, 32, 3));
  }

  @Test
  void preset_noPasses_isRefused() {
    assertThatThrownBy(
            () ->
                new PicturePreset(
                    PicturePreset.Task.TWO_VIEW, false, Optional.of(0), Optional.empty()))
        .hasMessage("passes and every must be at least 1, not 0 and 1");
    assertThatThrownBy(() -> PicturePreset.Task.named("jigsaw"))
        .hasMessage("task must be one of [two-view, masked-patch, denoising], not jigsaw");
  }

  /** Bars told apart; what is random in it is seeded, so the same run gives the same figures. */
  @Test
  void run_bars_areToldApartByEmbeddings() {
    PictureSet set = MadePictures.set(100);
    PicturePreset preset = MadePictures.preset(PicturePreset.Task.TWO_VIEW, 20);

    PictureProbe probe = PictureProbe.run(set, preset, 1, 2, 3, share -> {});

    assertThat(probe.curves())
        .extracting(FewLabels::name)
        .containsExactly("embeddings", "untrained", "pixels");
    for (FewLabels curve : probe.curves()) {
      assertThat(curve.points()).extracting(FewLabels.Point::labels).containsExactly(10, 50, 100);
    }
    assertThat(probe.curves().get(0).points().get(0).accuracies()).hasSize(6);
    assertThat(probe.curves().get(0).points().get(2).accuracies()).hasSize(2);
    assertThat(probe.curves().get(0).points().get(2).mean()).isGreaterThan(0.9);
    assertThat(probe.runs()).extracting(PictureProbe.Run::seed).containsExactly(1L, 2L);

    ObjectNode json = PictureReport.json(probe);
    assertThat(json.at("/curves/2/points/0/accuracies")).hasSize(3);
    assertThat(PictureReport.markdown(probe))
        .contains("| features | 10 labels | 50 labels | 100 labels |")
        .contains("| embeddings |");
    assertThat(PictureProbe.run(set, preset, 1, 2, 3, share -> {}).curves())
        .isEqualTo(probe.curves());
  }
}
