package io.thalweg.model.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people are shown. */
class DrawingTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void write_picture_isReadByOthersAsItWas(int channels) throws Exception {
    Picture picture = Pictures.noise(19, 31, channels, 2);

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(PngWriter.write(picture)));

    byte[] pixels = new byte[picture.pixels().length];
    read.getRaster().getDataElements(0, 0, 31, 19, pixels);
    assertThat(pixels).isEqualTo(picture.pixels());
  }

  @Test
  void write_enlargedPicture_isSmall() {
    Picture enlarged = Enlarged.of(Pictures.noise(64, 64, 1, 2), 4);

    // 65,536 pixels, of which 4,096 are random
    assertThat(PngWriter.write(enlarged).length).isBetween(4_096, 10_000);
  }

  @Test
  void heatMap_ofASmallFrame_coloursAndFramesTheMostSurprisingPatch() {
    Picture frame =
        Pictures.of(
            4, 4, 1, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100,
            100);

    Picture map = HeatMap.draw(frame, 2, new float[] {0, 1, 2, 0});

    assertThat(map.shape()).isEqualTo(new PictureShape(192, 192, 3));
    assertPixel(map, 40, 40, 100, 100, 100); // no surprise: the frame's grey
    assertPixel(map, 40, 140, 150, 98, 68); // half: cover .325 of (255, 95, 0)
    assertPixel(map, 140, 40, 201, 35, 35); // most: cover .65 of (255, 0, 0)
    assertPixel(map, 96, 0, 255, 255, 255); // its frame
    assertPixel(map, 191, 95, 255, 255, 255);
    assertPixel(map, 95, 0, 100, 100, 100);
  }

  @Test
  void heatMap_ofALargeFrame_keepsItsSizeAndTheRestBeyondThePatches() {
    Picture frame = Pictures.scene(100, 200, 3);

    Picture map = HeatMap.draw(frame, 64, new float[] {1, 0, 0});

    Picture grey = new PictureScaler().scale(frame, new PictureShape(100, 200, 1));
    assertThat(map.shape()).isEqualTo(frame.shape());
    int rest = grey.value(80, 10, 0);
    assertPixel(map, 80, 10, rest, rest, rest);
    rest = grey.value(10, 195, 0);
    assertPixel(map, 10, 195, rest, rest, rest);
  }

  @Test
  void heatMap_withoutSurprise_isTheGreyFrame() {
    Picture frame = Pictures.scene(200, 200, 1);

    Picture map = HeatMap.draw(frame, 100, new float[4]);

    assertThat(map).isEqualTo(new PictureScaler().scale(frame, new PictureShape(200, 200, 3)));
  }

  @Test
  void heatMap_ofTheWrongGridOrValues_isRefused() {
    Picture frame = Pictures.scene(64, 64, 1);

    assertThatThrownBy(() -> HeatMap.draw(frame, 8, new float[63]))
        .hasMessage("63 surprises for patches of 8 x 8 of a picture of 64x64 grey");
    assertThatThrownBy(() -> HeatMap.draw(frame, 65, new float[0]))
        .hasMessage("a picture of 64x64 grey has no patch of 65 x 65");
    assertThatThrownBy(() -> HeatMap.draw(frame, 32, new float[] {0, 1, -1, 0}))
        .hasMessage("surprise 2 is -1.0");
    assertThatThrownBy(() -> HeatMap.draw(frame, 32, new float[] {0, 1, Float.NaN, 0}))
        .hasMessage("surprise 2 is NaN");
  }

  @Test
  void sideBySide_ofTwo_hasALineBetween() {
    Picture left = Pictures.of(1, 1, 1, 5);
    Picture right = Pictures.of(1, 2, 1, 6, 7);

    assertThat(SideBySide.of(List.of(left, right), 1))
        .isEqualTo(Pictures.of(1, 5, 1, 5, 255, 255, 6, 7));
    assertThat(SideBySide.of(List.of(left, left), 2))
        .isEqualTo(Pictures.of(2, 6, 1, 5, 5, 255, 255, 5, 5, 5, 5, 255, 255, 5, 5));
  }

  @Test
  void sideBySide_ofGreyAndColour_isColour() {
    Picture grey = Pictures.of(1, 1, 1, 5);
    Picture colour = Pictures.of(1, 1, 3, 1, 2, 3);

    assertThat(SideBySide.of(List.of(grey, colour), 1))
        .isEqualTo(Pictures.of(1, 4, 3, 5, 5, 5, 255, 255, 255, 255, 255, 255, 1, 2, 3));
  }

  @Test
  void sideBySide_ofUnequalHeights_isRefused() {
    Picture low = Pictures.blank(1, 1, 1);
    Picture high = Pictures.blank(2, 1, 1);

    assertThatThrownBy(() -> SideBySide.of(List.of(low, high), 1))
        .hasMessage("pictures of 1x1 grey and 1x2 grey beside each other");
    assertThatThrownBy(() -> SideBySide.of(List.of(), 1))
        .hasMessage("0 pictures, enlarged 1 times");
  }

  private static void assertPixel(Picture map, int row, int column, int... rgb) {
    for (int channel = 0; channel < 3; channel++) {
      assertThat(map.value(row, column, channel))
          .as("channel %d at %d, %d", channel, row, column)
          .isEqualTo(rgb[channel]);
    }
  }
}
