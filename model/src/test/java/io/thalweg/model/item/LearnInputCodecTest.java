package io.thalweg.model.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LearnInputCodecTest {
  private static final Segment SEGMENT =
      new Segment(
          "machine-ä",
          3,
          1L << 40,
          -5,
          2,
          1,
          2,
          new float[] {Float.NaN, Float.NaN, 1, -0f, 2, Float.MIN_VALUE},
          new ScalePrior(new double[] {1}, new double[] {2}, new double[] {3}));
  private static final Boundary BOUNDARY =
      new Boundary(2, 7, 70, 99, new Boundary.Counts(1, 2, 3, 4, 5, 6, 7));

  static List<LearnInput> inputs() {
    return List.of(SEGMENT, BOUNDARY);
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void readFrom_whatWasWritten_isEqual(LearnInput input) {
    StateReader in = new StateReader(bytes(input));

    LearnInput read = LearnInput.readFrom(in);

    in.expectEnd();
    assertThat(bytes(read)).isEqualTo(bytes(input));
    assertThat(read).isExactlyInstanceOf(input.getClass());
    if (read instanceof Segment segment) {
      assertThat(segment.entity()).isEqualTo(SEGMENT.entity());
      assertThat(segment.lastOffset()).isEqualTo(SEGMENT.lastOffset());
      assertThat(segment.items()).isEqualTo(SEGMENT.items());
      assertThat(segment.scales().changeScale()).containsExactly(3);
    } else {
      assertThat(read).isEqualTo(BOUNDARY);
    }
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void readFrom_bytesCutAnywhere_isRefused(LearnInput input) {
    byte[] bytes = bytes(input);
    for (int length = 0; length < bytes.length; length++) {
      StateReader in = new StateReader(Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> LearnInput.readFrom(in)).isInstanceOf(IllegalStateException.class);
    }
  }

  /** Four damaged bytes may claim two billion items: they cost a refusal, not the memory. */
  @Property(tries = 500)
  void readFrom_damagedBytes_isReadOrRefused(
      @ForAll @IntRange(min = 0, max = 100) int at, @ForAll int garbage) {
    byte[] bytes = bytes(SEGMENT);
    for (int i = 0; i < Integer.BYTES; i++) {
      bytes[(at + i) % bytes.length] = (byte) (garbage >> (8 * i));
    }
    try {
      LearnInput.readFrom(new StateReader(bytes));
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessageNotContaining("null");
    }
  }

  @Test
  void readFrom_unknownTag_isRefused() {
    assertThatThrownBy(() -> LearnInput.readFrom(new StateReader(new byte[] {9})))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("9");
  }

  @Test
  void counts_plus_addsEach() {
    Boundary.Counts counts = new Boundary.Counts(1, 2, 3, 4, 5, 6, 7);

    assertThat(counts.plus(counts)).isEqualTo(new Boundary.Counts(2, 4, 6, 8, 10, 12, 14));
    assertThat(counts.plus(Boundary.Counts.NONE)).isEqualTo(counts);
  }

  private static byte[] bytes(LearnInput input) {
    StateWriter out = new StateWriter(16);
    input.writeTo(out);
    return out.toByteArray();
  }
}
