package io.thalweg.model.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StateRoundTripTest {

  @Property
  void read_whatWasWritten_givesItBackBitForBit(
      @ForAll byte small,
      @ForAll int whole,
      @ForAll long large,
      @ForAll long bits,
      @ForAll String text,
      @ForAll @Size(max = 40) int[] floatBits,
      @ForAll @Size(max = 40) long[] doubleBits) {
    float[] floats = floats(floatBits);
    double[] doubles = doubles(doubleBits);
    byte[] bytes =
        new StateWriter(1)
            .writeByte(small)
            .writeInt(whole)
            .writeLong(large)
            .writeDouble(Double.longBitsToDouble(bits))
            .writeString(text)
            .writeFloats(floats)
            .writeDoubles(doubles)
            .toByteArray();

    StateReader in = new StateReader(bytes);

    assertThat((byte) in.readByte()).isEqualTo(small);
    assertThat(in.readInt()).isEqualTo(whole);
    assertThat(in.readLong()).isEqualTo(large);
    assertThat(Double.doubleToRawLongBits(in.readDouble())).isEqualTo(bits);
    assertThat(in.readString()).isEqualTo(utf8(text));
    assertThat(in.readFloats(new float[floats.length])).isEqualTo(floats);
    assertThat(in.readDoubles(new double[doubles.length])).isEqualTo(doubles);
    in.expectEnd();
  }

  @Property
  void readPart_betweenOthers_isReadAloneAndSkipped(@ForAll @Size(max = 40) long[] longs) {
    StateWriter part = new StateWriter(1);
    for (long value : longs) {
      part.writeLong(value);
    }
    StateReader in = new StateReader(new StateWriter(1).writePart(part).writeInt(7).toByteArray());

    StateReader alone = in.readPart();

    assertThat(in.readInt()).isEqualTo(7);
    in.expectEnd();
    for (long value : longs) {
      assertThat(alone.hasNext()).isTrue();
      assertThat(alone.readLong()).isEqualTo(value);
    }
    assertThat(alone.hasNext()).isFalse();
  }

  @Test
  void readPart_longerThanTheState_isRefused() {
    byte[] bytes = new StateWriter(8).writeInt(5).writeInt(0).toByteArray();

    assertThatThrownBy(() -> new StateReader(bytes).readPart())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("state claims 5 items with 4 bytes left");
  }

  @Property
  void read_truncatedAnywhere_isRefusedWithoutReadingPastTheEnd(
      @ForAll @IntRange(min = 0, max = 59) int length) {
    byte[] whole = sample();
    assertThat(whole).hasSize(60);
    StateReader in = new StateReader(Arrays.copyOf(whole, length));

    assertThatThrownBy(() -> readSample(in)).isInstanceOf(IllegalStateException.class);
  }

  @Property
  void read_anyBytes_costsAnExceptionAndNothingElse(@ForAll @Size(max = 80) byte[] bytes) {
    StateReader in = new StateReader(bytes);
    try {
      readSample(in);
    } catch (IllegalStateException refused) {
      assertThat(refused).hasMessageContaining("state");
    }
  }

  @Test
  void readString_claimOfGigabytes_isRefusedBeforeMemoryIsTaken() {
    byte[] bytes = new StateWriter(8).writeInt(Integer.MAX_VALUE).writeInt(0).toByteArray();

    assertThatThrownBy(() -> new StateReader(bytes).readString())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("state claims 2147483647 items with 4 bytes left");
  }

  @Test
  void readCount_negativeOrTooLarge_isRefused() {
    byte[] negative = new StateWriter(8).writeInt(-1).toByteArray();
    byte[] large = new StateWriter(8).writeInt(2).writeLong(0).toByteArray();

    assertThatThrownBy(() -> new StateReader(negative).readCount(1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new StateReader(large).readCount(5))
        .isInstanceOf(IllegalStateException.class);
    assertThat(new StateReader(large).readCount(4)).isEqualTo(2);
  }

  @Test
  void expectEnd_bytesLeft_isRefused() {
    StateReader in = new StateReader(new byte[3]);
    in.readByte();

    assertThatThrownBy(in::expectEnd)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("2 bytes too many in the state");
  }

  @Test
  void clear_writerUsedBefore_startsAgain() {
    StateWriter out = new StateWriter(1).writeLong(1).writeLong(2);

    out.clear().writeInt(0x04030201);

    assertThat(out.size()).isEqualTo(4);
    assertThat(out.toByteArray()).containsExactly(1, 2, 3, 4); // little-endian
  }

  @Test
  void writeFloats_range_writesOnlyThat() {
    byte[] bytes = new StateWriter(1).writeFloats(new float[] {9, 1, 2, 9}, 1, 2).toByteArray();

    assertThat(new StateReader(bytes).readFloats(new float[2])).containsExactly(1, 2);
    assertThat(bytes).hasSize(8);
  }

  /** 1 + 4 + 8 + 8 + (4 + 3) + 4*4 + 2*8 = 60 bytes. */
  private static byte[] sample() {
    return new StateWriter(1)
        .writeByte(1)
        .writeInt(2)
        .writeLong(3)
        .writeDouble(4)
        .writeString("abc")
        .writeFloats(new float[4])
        .writeDoubles(new double[2])
        .toByteArray();
  }

  private static void readSample(StateReader in) {
    in.readByte();
    in.readInt();
    in.readLong();
    in.readDouble();
    in.readString();
    in.readFloats(new float[4]);
    in.readDoubles(new double[2]);
  }

  /** What UTF-8 keeps of a text: lone surrogates become question marks. */
  private static String utf8(String text) {
    return new String(
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  private static float[] floats(int[] bits) {
    float[] values = new float[bits.length];
    for (int i = 0; i < bits.length; i++) {
      values[i] = Float.intBitsToFloat(bits[i]);
    }
    return values;
  }

  private static double[] doubles(long[] bits) {
    double[] values = new double[bits.length];
    for (int i = 0; i < bits.length; i++) {
      values[i] = Double.longBitsToDouble(bits[i]);
    }
    return values;
  }
}
