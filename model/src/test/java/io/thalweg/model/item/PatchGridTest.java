package io.thalweg.model.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PatchGridTest {
  @Test
  void cut_pictureOfTwoPatchesAndARest_isRowsOfSquares() {
    float[] picture = {
      0, 1, 2, 3, 4, //
      5, 6, 7, 8, 9,
      10, 11, 12, 13, 14
    };
    PatchGrid grid = new PatchGrid(3, 5, 1, 2);
    float[] patches = new float[8];

    grid.cut(picture, patches);

    assertThat(grid.patches()).isEqualTo(2);
    assertThat(patches).containsExactly(0, 1, 5, 6, 2, 3, 7, 8);
  }

  @Test
  void paste_whatWasCut_isThePictureAgain() {
    PatchGrid grid = new PatchGrid(4, 6, 3, 2);
    float[] picture = new float[4 * 6 * 3];
    for (int i = 0; i < picture.length; i++) {
      picture[i] = i;
    }
    float[] patches = new float[grid.patches() * grid.patchFloats()];
    float[] again = new float[picture.length];

    grid.cut(picture, patches);
    grid.paste(patches, again);

    assertThat(again).isEqualTo(picture);
    assertThat(patches).startsWith(0, 1, 2, 3, 4, 5, 18, 19, 20);
  }

  @Test
  void create_patchLargerThanThePicture_isRefused() {
    assertThatThrownBy(() -> new PatchGrid(4, 6, 1, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a picture of 4 x 6 x 1 has no patches of 5 x 5");
  }
}
