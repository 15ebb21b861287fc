package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateCountsTest {
  private static List<String> words(String line) {
    return line.isEmpty() ? List.of() : List.of(line.split(" "));
  }

  @Test
  void nearest_severalAsNear_isTheOneKnownLongest() {
    TemplateCounts templates = new TemplateCounts();
    assertThat(templates.nearest(words("a"))).isEmpty();
    templates.observe(words("open the gate"));
    templates.observe(words("shut the gate"));
    templates.observe(words("shut the gate"));

    assertThat(templates.nearest(words("lock the gate")))
        .hasValue(new TemplateCounts.Nearest(words("open the gate"), 1, 1));
    assertThat(templates.nearest(words("shut the gate")))
        .hasValue(new TemplateCounts.Nearest(words("shut the gate"), 2, 0));
  }

  @Test
  void rarity_isMinusLogOfTheShare() {
    TemplateCounts templates = new TemplateCounts();
    templates.observe(words("a"));
    templates.observe(words("a"));
    templates.observe(words("b"));
    // Three seen of two kinds: (2 + 1) / 6, and 1 / 6 of a new one.
    assertThat(templates.rarity(words("a"))).isCloseTo(Math.log(2), within(1e-12));
    assertThat(templates.rarity(words("c"))).isCloseTo(Math.log(6), within(1e-12));
  }
}
