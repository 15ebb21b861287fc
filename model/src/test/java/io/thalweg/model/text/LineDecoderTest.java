package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LineDecoderTest {
  private static LineDecoder.Line decode(int longest, int... bytes) {
    byte[] line = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      line[i] = (byte) bytes[i];
    }
    return new LineDecoder(new TextLimits(longest, 8, 1)).decode(line);
  }

  @Property
  void decode_anyBytes_isWhatStringMakesOfThem(@ForAll byte[] bytes) {
    LineDecoder.Line line = new LineDecoder(TextLimits.DEFAULT).decode(bytes);
    String expected = new String(bytes, StandardCharsets.UTF_8);
    assertThat(line.text()).isEqualTo(expected);
    assertThat(line.replaced()).isEqualTo((int) expected.chars().filter(c -> c == 0xFFFD).count());
    assertThat(line.complete()).isTrue();
  }

  @Test
  void decode_malformed_isReplacedAndCounted() {
    // A lone continuation byte, and the first of two bytes with none behind it.
    assertThat(decode(10, 'a', 0x80, 'b', 0xC3))
        .isEqualTo(new LineDecoder.Line("a\uFFFDb\uFFFD", 2, true));
  }

  @Test
  void decode_replacementCharacterSent_isNotCounted() {
    assertThat(decode(10, 0xEF, 0xBF, 0xBD)).isEqualTo(new LineDecoder.Line("\uFFFD", 0, true));
  }

  @Test
  void decode_longerThanTheLimit_isCutBetweenCharacters() {
    assertThat(decode(2, 'a', 'b', 'c')).isEqualTo(new LineDecoder.Line("ab", 0, false));
    // U+1F600 needs two characters, of which one is left.
    assertThat(decode(2, 'a', 0xF0, 0x9F, 0x98, 0x80))
        .isEqualTo(new LineDecoder.Line("a", 0, false));
  }
}
