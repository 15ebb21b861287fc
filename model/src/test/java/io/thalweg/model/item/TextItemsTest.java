package io.thalweg.model.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.spec.Spec;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TextItemsTest {
  private final EntityItems entity = new TextItems(6, Duration.ZERO).newEntity();

  private float[] items(String text) {
    entity.arrive(new Reading("e", 1, new Content.Text(text), 0, 0));
    return entity.items();
  }

  @Test
  void items_ofALine_areItsBytesAndALineFeed() {
    assertThat(items("aü")).containsExactly('a', 0xc3, 0xbc, '\n');
    assertThat(items("")).containsExactly('\n');
  }

  @Test
  void items_ofALongLine_areItsBeginning() {
    assertThat(items("abcdefgh")).containsExactly('a', 'b', 'c', 'd', 'e', '\n');
  }

  @Test
  void arrive_whatIsNoText_isRefused_andTakesNoPlaceInTime() {
    Reading numbers = new Reading("e", 9, new double[1], 0, 0);

    assertThatThrownBy(() -> entity.arrive(numbers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a text is wanted, not Values");
    assertThat(entity.newestMillis()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void spec_isReadBack() {
    Spec spec = new TextItems(6, Duration.ZERO).spec();

    assertThat(TextItems.of(spec).orElseThrow().mostTokens()).isEqualTo(6);
    assertThat(TextItems.of(ItemSettings.READINGS)).isEmpty();
    assertThatThrownBy(() -> TextItems.of(new Spec("text", Map.of("tokenizer", "runes"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("text.tokenizer");
  }
}
