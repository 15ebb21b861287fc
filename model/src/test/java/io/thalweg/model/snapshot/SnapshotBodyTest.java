package io.thalweg.model.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class SnapshotBodyTest {
  private static final SnapshotBody BODY =
      new SnapshotBody(
          new float[] {1f, -2.5f, 0.1f}, new float[] {0.6f, 0.8f, -0.8f, 0.6f}, new byte[0]);

  private static final SnapshotBody WITH_LEXICON =
      new SnapshotBody(BODY.parameters(), BODY.rotation(), new byte[] {7, 8, 9});

  /**
   * Format version 1, made apart from the code under test:
   *
   * <pre>{@code python3 -c 'import struct
   * print(struct.pack("<iii3fi4f", 0x54484C57, 1, 3, 1, -2.5, 0.1, 2, .6, .8, -.8, .6).hex())'}
   * </pre>
   */
  private static final String GOLDEN =
      "574c485401000000030000000000803f000020c0cdcccc3d020000009a99193f"
          + "cdcc4c3fcdcc4cbf9a99193f";

  /** Format version 2: the same with another version number, a count and the lexicon. */
  private static final String GOLDEN_TWO =
      GOLDEN.replaceFirst("485401", "485402") + "03000000" + "070809";

  @Test
  void toBytes_formatOne_isGolden() {
    assertThat(HexFormat.of().formatHex(BODY.toBytes())).isEqualTo(GOLDEN);
  }

  @Test
  void fromBytes_golden_isTheBody() {
    SnapshotBody read = SnapshotBody.fromBytes(HexFormat.of().parseHex(GOLDEN));

    assertThat(read.parameters()).isEqualTo(BODY.parameters());
    assertThat(read.rotation()).isEqualTo(BODY.rotation());
  }

  @Test
  void toBytes_withALexicon_isGoldenOfFormatTwo() {
    assertThat(HexFormat.of().formatHex(WITH_LEXICON.toBytes())).isEqualTo(GOLDEN_TWO);
    assertThat(SnapshotBody.fromBytes(WITH_LEXICON.toBytes()).lexicon())
        .isEqualTo(WITH_LEXICON.lexicon());
  }

  @Test
  void fromBytes_cutAnywhere_isRefused() {
    byte[] bytes = WITH_LEXICON.toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> SnapshotBody.fromBytes(cut))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void fromBytes_oneByteTooMany_isRefused() {
    byte[] longer = Arrays.copyOf(BODY.toBytes(), BODY.toBytes().length + 1);

    assertThatThrownBy(() -> SnapshotBody.fromBytes(longer)).hasMessageContaining("too many");
  }

  @Test
  void fromBytes_anotherFormatVersion_isRefusedByNumber() {
    byte[] bytes = BODY.toBytes();
    bytes[4] = 3;

    assertThatThrownBy(() -> SnapshotBody.fromBytes(bytes)).hasMessageContaining("version 3");
  }

  /** A claim of any size costs a refusal, not memory or another exception. */
  @Property(tries = 500)
  void fromBytes_damagedCounts_isRefused(
      @ForAll @IntRange(min = 0, max = 1) int which, @ForAll int claim) {
    byte[] bytes = BODY.toBytes();
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int at = which == 0 ? 8 : 24;
    if (buffer.getInt(at) == claim) {
      return;
    }
    buffer.putInt(at, claim);

    assertThatThrownBy(() -> SnapshotBody.fromBytes(bytes))
        .isInstanceOf(IllegalStateException.class);
  }
}
