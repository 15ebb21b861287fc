package io.thalweg.model.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class PixelFloatsTest {
  private static final int HEAD = 1 + Integer.BYTES; // mark, count

  private static byte[] written(float[] values, int offset, int length) {
    return new StateWriter(16).writeItems(values, offset, length).toByteArray();
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }

  @Test
  void of_everyPixel_isReversible_andWithinFourScales() {
    for (int pixel = 0; pixel < 256; pixel++) {
      float value = PixelFloats.of((byte) pixel);
      assertThat(PixelFloats.levels(value)).isEqualTo(pixel);
      assertThat(Math.abs(value)).isLessThanOrEqualTo(4);
    }
  }

  @Test
  void writeItems_pixelsAfterNothing_takeAByteEach() {
    float[] items = new float[300];
    Arrays.fill(items, 0, 200, Float.NaN);
    for (int i = 200; i < 300; i++) {
      items[i] = PixelFloats.of((byte) (i * 7));
    }

    byte[] bytes = written(items, 0, 300);

    assertThat(bytes).hasSize(HEAD + Integer.BYTES + 100);
    assertThat(bits(new StateReader(bytes).readItems())).isEqualTo(bits(items));
  }

  /** -0 equals a pixel's 0 but has other bits; NaN between pixels has no byte. */
  @Test
  void writeItems_almostPixels_areFloats() {
    for (float odd : new float[] {-0f, Float.NaN, 0.01f, 4f, -4.03125f, Float.POSITIVE_INFINITY}) {
      float[] items = {1f, odd, -1f};

      byte[] bytes = written(items, 0, 3);

      assertThat(bytes).as("with %s", odd).hasSize(HEAD + 3 * Float.BYTES);
      assertThat(bits(new StateReader(bytes).readItems())).isEqualTo(bits(items));
    }
  }

  @Property(tries = 300)
  void readItems_whatWasWritten_hasTheSameBits(@ForAll float[] values) {
    byte[] bytes = written(values, 0, values.length);

    StateReader in = new StateReader(bytes);
    assertThat(bits(in.readItems())).isEqualTo(bits(values));
    in.expectEnd();
  }

  @Test
  void readItems_damagedBytes_costARefusalNotTheMemory() {
    byte[] huge =
        new StateWriter(16).writeByte(1).writeInt(1 << 30).writeInt(1 << 30).toByteArray();
    byte[] more = new StateWriter(16).writeByte(1).writeInt(8).writeInt(2).toByteArray();
    byte[] mark = new StateWriter(16).writeByte(7).writeInt(0).writeInt(0).toByteArray();
    for (byte[] bytes : new byte[][] {huge, more, mark}) {
      assertThatThrownBy(() -> new StateReader(bytes).readItems())
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
