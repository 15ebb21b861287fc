package io.thalweg.model.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Tokens; pixels and other floats are {@link PixelFloatsTest}'s. */
final class ItemFloatsTest {
  /** The mark and the count. */
  private static final int HEAD = 1 + Integer.BYTES;

  private static byte[] written(float... items) {
    return new StateWriter(16).writeItems(items, 0, items.length).toByteArray();
  }

  private static void assertBytes(int bytes, float... items) {
    byte[] written = written(items);
    StateReader in = new StateReader(written);
    float[] read = in.readItems();

    in.expectEnd();
    assertThat(written).hasSize(HEAD + bytes);
    for (int i = 0; i < items.length; i++) {
      assertThat(Float.floatToRawIntBits(read[i])).isEqualTo(Float.floatToRawIntBits(items[i]));
    }
  }

  @Test
  void writeItems_smallTokens_takeAByteEach() {
    assertBytes(4, 254, 0, Float.NaN, 97);
    assertBytes(3, Float.NaN, 10, Float.NaN);
  }

  @Test
  void writeItems_otherTokens_takeThreeBytes() {
    assertBytes(3 * 3, 255, 0, Float.NaN);
    assertBytes(3 * 2, (1 << 24) - 2, 65_536);
  }

  @Test
  void writeItems_almostTokens_areFloats() {
    for (float odd : new float[] {-1, 0.5f, (1 << 24) - 1, 1 << 24, -0f, 1e30f}) {
      assertBytes(Float.BYTES * 2, 97, odd);
    }
  }

  @Test
  void readItems_cutAnywhere_isRefused() {
    for (float[] items : new float[][] {{97, 98}, {300, 301}}) {
      byte[] bytes = written(items);
      for (int length = 0; length < bytes.length; length++) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThatThrownBy(() -> new StateReader(cut).readItems())
            .isInstanceOf(IllegalStateException.class);
      }
    }
  }
}
