package io.thalweg.model.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class SpellingTest {
  private static final int WIDTH = 8;

  private static String key(String token) {
    float[] item = new float[WIDTH + 1];
    Spelling.write(token, item, 1, WIDTH);
    return Spelling.key(item, 1, WIDTH);
  }

  @Property(tries = 300)
  void key_ofAnyTokenThatFits_isItsText(@ForAll @NotEmpty @StringLength(max = 6) String any) {
    String token =
        new String(any.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace("\0", "");

    assertThat(Spelling.text(key(token))).isEqualTo(token);
  }

  @Test
  void key_ofALongToken_isItsBeginning() {
    assertThat(key("a".repeat(100))).isEqualTo("a".repeat(24));
    assertThat(Spelling.width(24)).isEqualTo(8);
    assertThat(Spelling.width(25)).isEqualTo(9);
  }

  @Test
  void write_whatStoodThere_isGone() {
    float[] item = new float[2];
    Spelling.write("abcdef", item, 0, 2);
    Spelling.write("x", item, 0, 2);

    assertThat(Spelling.key(item, 0, 2)).isEqualTo("x");
  }
}
