package io.thalweg.model.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class MarkedTextTest {
  private static String marked(String text, int from, int to) {
    byte[] utf8 = (text + "\n").getBytes(StandardCharsets.UTF_8);
    double[] bits = new double[utf8.length];
    Arrays.fill(bits, 0.5);
    Arrays.fill(bits, from, to, 9);
    return MarkedText.of(utf8, bits).line();
  }

  @Test
  void of_bytesThatTookManyBits_markTheirWords() {
    assertThat(marked("disk faild at 7", 7, 8)).isEqualTo("disk »faild« at 7");
    assertThat(marked("disk faild  at 7", 7, 13)).isEqualTo("disk »faild  at« 7");
    assertThat(marked("all of it", 0, 10)).isEqualTo("»all of it«");
    assertThat(marked("nothing", 0, 0)).isEqualTo("nothing");
    assertThat(marked("end", 3, 4)).as("the line feed alone").isEqualTo("end");
    assertThat(marked("", 0, 1)).isEmpty();
  }

  @Test
  void of_halfACharacter_staysWhole() {
    assertThat(marked("das für es", 6, 7)).isEqualTo("das »für« es");
  }

  @Test
  void of_controlCharacters_areBlank() {
    assertThat(marked("a\u001b[2Jb", 0, 0)).isEqualTo("a [2Jb");
  }

  @Test
  void shown_anyByte_isReadable() {
    assertThat(MarkedText.shown((byte) 'x')).isEqualTo("'x'");
    assertThat(MarkedText.shown((byte) '\n')).isEqualTo("end");
    assertThat(MarkedText.shown((byte) 0xc3)).isEqualTo("0xc3");
    assertThat(MarkedText.shown((byte) 7)).isEqualTo("0x07");
  }
}
