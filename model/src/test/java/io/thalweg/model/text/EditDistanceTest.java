package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class EditDistanceTest {
  private static List<String> words(String line) {
    return line.isEmpty() ? List.of() : List.of(line.split(" "));
  }

  @Test
  void between_isTheLeastNumberOfEdits() {
    assertThat(EditDistance.between(words("a b c"), words("a b c"))).isZero();
    assertThat(EditDistance.between(words("a b c"), words("a x c"))).isEqualTo(1);
    assertThat(EditDistance.between(words("a b c d"), words("b c d e"))).isEqualTo(2);
    assertThat(EditDistance.between(words(""), words("a b"))).isEqualTo(2);
    assertThat(EditDistance.between(words("a b"), words(""))).isEqualTo(2);
  }
}
