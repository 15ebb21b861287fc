package io.thalweg.model.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PixelScaleTest {

  @Test
  void toFloat_everyByte_isExactWithinTheClampAndGoesBack() {
    for (int pixel = 0; pixel < 256; pixel++) {
      float value = PixelScale.toFloat((byte) pixel);

      assertThat((double) value).isEqualTo((pixel - 128) / 32.0).isBetween(-4.0, 4.0);
      assertThat(PixelScale.toPixel(value)).isEqualTo((byte) pixel);
    }
  }

  @Test
  void toFloatsAndToPixels_manyFromAPlaceOn_agreeWithThoseOfOne() {
    byte[] pixels = {0, 1, 127, -128, -1};
    float[] values = new float[7];

    PixelScale.toFloats(pixels, values, 2);
    byte[] back = new byte[5];
    PixelScale.toPixels(values, 2, back);

    assertThat(values).containsExactly(0, 0, -4f, -3.96875f, -0.03125f, 0f, 3.96875f);
    assertThat(back).isEqualTo(pixels);
  }

  @Test
  void toPixel_beyondTheRange_isItsEnd() {
    assertThat(PixelScale.toPixel(100)).isEqualTo((byte) 255);
    assertThat(PixelScale.toPixel(Float.POSITIVE_INFINITY)).isEqualTo((byte) 255);
    assertThat(PixelScale.toPixel(-100)).isEqualTo((byte) 0);
    assertThat(PixelScale.toPixel(Float.NaN)).isEqualTo((byte) 128);
  }

  @Test
  void toPixel_betweenTwoBytes_isTheNearer() {
    assertThat(PixelScale.toPixel(PixelScale.toFloat((byte) 40) + 0.4f / 32)).isEqualTo((byte) 40);
    assertThat(PixelScale.toPixel(PixelScale.toFloat((byte) 40) + 0.6f / 32)).isEqualTo((byte) 41);
  }
}
