package io.thalweg.model.pretext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.picture.PictureShape;
import io.thalweg.model.spec.Spec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two views of clips of frames of 2 x 2 pixels. */
final class TwoViewFramesTest extends TwoViewTest {
  private static final PictureShape SHAPE = new PictureShape(2, 2, 1);

  @Override
  ViewItems items() {
    return new ViewItems.Frames(SHAPE);
  }

  @Override
  List<Augmentation> augmentations() {
    return List.of(
        new Rotation(SHAPE, 10),
        new ResizedCrop(SHAPE, 0.3),
        new Flip(SHAPE, 0.5),
        new Contrast(0.3),
        new Brightness(0.3));
  }

  /** The pixels of a frame cannot be moved. */
  @Test
  @Override
  void headOrigins_fieldsMovedAndAdded_carriedOverLossIsTheSame() {
    assertThatThrownBy(() -> task().newPass(encoder(6), objective(), BATCH, LENGTH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two-view.frame is 2x2 grey with 4 values, items have 6");
  }

  @Test
  void create_frame_hasItemsOfOneValueAPixel() {
    Spec spec = new Spec("two-view", Map.of("frame", List.of(28, 28, 1)));

    assertThat(PretextTasks.create(spec).itemSize(784)).isEqualTo(784);
    assertThat(PretextTasks.create(Spec.of("two-view")).itemSize(38)).isEqualTo(76);
  }

  @Test
  void create_frameOfTwoNumbersOrChannels_isRefused() {
    assertThatThrownBy(() -> TwoView.of(new Spec("two-view", Map.of("frame", List.of(28, 28)))))
        .hasMessage("two-view.frame must be height, width and channels, not 2 numbers");
    assertThatThrownBy(() -> TwoView.of(new Spec("two-view", Map.of("frame", List.of(2, 2, 2)))))
        .hasMessageContaining("not 2");
  }

  /** What blurs a sensor's fields together says nothing of pixels, and the reverse. */
  @Test
  void create_augmentationOfTheOtherModality_isRefused() {
    assertThatThrownBy(
            () ->
                TwoView.of(
                    new Spec("two-view", Map.of("frame", List.of(2, 2, 1), "field.dropout", 0.1))))
        .hasMessageContaining("two-view has no option 'field.dropout'")
        .hasMessageContaining("resized.crop");
    assertThatThrownBy(() -> TwoView.of(new Spec("two-view", Map.of("flip", 0.5))))
        .hasMessageContaining("two-view has no option 'flip'");
  }
}
