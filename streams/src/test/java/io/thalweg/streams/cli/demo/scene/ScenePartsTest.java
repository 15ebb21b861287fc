package io.thalweg.streams.cli.demo.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What a scene is made of, and what it is sent as. */
final class ScenePartsTest {
  private final Picture picture = new Scene(1).frame(7, List.of());

  @Test
  void noise_anyPlace_isInRangeSmoothAndNotFlat() {
    ValueNoise noise = new ValueNoise(3, 10, 4);
    SplittableRandom random = new SplittableRandom(1);
    double least = 1;
    double most = -1;
    for (int i = 0; i < 10_000; i++) {
      double x = random.nextDouble(-100, 100);
      double y = random.nextDouble(-100, 100);
      double value = noise.at(x, y);
      least = Math.min(least, value);
      most = Math.max(most, value);
      // An octave rises by at most 2 * 1.5 of its height per cell, and all have the same slope:
      // 4 * 3 / 10 per pixel, over heights that sum to 1.875.
      assertThat(noise.at(x + 0.001, y)).isCloseTo(value, within(0.001 * 1.2 / 1.875 + 1e-9));
    }
    assertThat(least).isBetween(-1.0, -0.5);
    assertThat(most).isBetween(0.5, 1.0);
  }

  @Test
  void noise_otherSeed_isAnotherTexture() {
    assertThat(new ValueNoise(3, 10, 4).at(5, 5)).isNotEqualTo(new ValueNoise(4, 10, 4).at(5, 5));
  }

  @Test
  void orbit_wholePeriod_endsWhereItBegan() {
    Orbit orbit = new Orbit(80, 60, 50, 40, 97, 2, 0.3);

    assertThat(orbit.xAt(97)).isCloseTo(orbit.xAt(0), within(1e-9));
    assertThat(orbit.yAt(97)).isCloseTo(orbit.yAt(0), within(1e-9));
    assertThat(Math.abs(orbit.xAt(24) - orbit.xAt(0))).as("it moves").isGreaterThan(10);
  }

  @Test
  void sprite_halfAPixelOn_isTheMeanOfBothPlaces() {
    Sprite sprite = new Sprite(5, 10, new double[] {200, 100, 50}, 40);

    // Its side is odd: with its centre between two pixels it lies on whole ones.
    byte[] left = drawn(sprite, 29.5);
    byte[] right = drawn(sprite, 30.5);
    byte[] between = drawn(sprite, 30);

    for (int i = 0; i < between.length; i++) {
      double mean = ((left[i] & 0xFF) + (right[i] & 0xFF)) / 2.0;
      assertThat((double) (between[i] & 0xFF)).isCloseTo(mean, within(1.01));
    }
  }

  @Test
  void sprite_partlyOutside_isCutOff() {
    Sprite sprite = new Sprite(5, 10, new double[] {200, 100, 50}, 40);

    assertThat(drawn(sprite, 0)).isNotEqualTo(new byte[40 * 60 * 3]);
    assertThat(drawn(sprite, -100)).isEqualTo(new byte[40 * 60 * 3]);
  }

  @Test
  void send_samePicture_givesTheSameBytesFromAnyCamera() {
    JpegCamera camera = new JpegCamera();
    byte[] first = camera.send(picture);

    assertThat(camera.send(picture)).isEqualTo(first);
    assertThat(new JpegCamera().send(picture)).isEqualTo(first);
  }

  @Test
  void send_picture_isAJpegThatLooksLikeIt() throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(new JpegCamera().send(picture)));

    double error = 0;
    for (int row = 0; row < Scene.HEIGHT; row++) {
      for (int column = 0; column < Scene.WIDTH; column++) {
        int green = image.getRGB(column, row) >> 8 & 0xFF;
        error += Math.abs(green - picture.value(row, column, 1));
      }
    }
    assertThat(error / (Scene.HEIGHT * Scene.WIDTH)).isLessThan(4);
  }

  @Test
  void send_greyPicture_isRefused() {
    Picture grey = new Picture(new PictureShape(2, 2, 1), new byte[4]);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JpegCamera().send(grey))
        .withMessageContaining("3 channels");
  }

  private static byte[] drawn(Sprite sprite, double x) {
    Canvas canvas = new Canvas(40, 60, new float[40 * 60 * 3]);
    sprite.draw(canvas, x, 20);
    return canvas.sense(0, new SplittableRandom(1));
  }
}
