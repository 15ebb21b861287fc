package io.thalweg.model.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.spec.Spec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TextItemsTest {
  private static final Spec SHORT = new Spec("text", Map.of("length", 6));

  private final EntityItems entity = TextItems.of(SHORT, Duration.ZERO).newEntity();

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
    Spec words =
        new Spec(
            "text",
            Map.of("tokenizer", "log", "segments", "separate", "words", 100, "word.bytes", 12));
    for (Spec said : List.of(SHORT, words)) {
      Spec spec = TextItems.of(said, Duration.ZERO).spec();

      assertThat(TextItems.of(spec, Duration.ZERO).spec()).isEqualTo(spec);
      assertThat(spec.options()).containsAllEntriesOf(said.options());
    }
  }

  @Test
  void of_whatCannotBe_isRefusedInOneSentence() {
    Map<Spec, String> refused =
        Map.of(
            new Spec("text", Map.of("tokenizer", "runes")), "tokenizer",
            new Spec("text", Map.of("tokenizer", 3)), "text.tokenizer must be a text",
            new Spec("text", Map.of("tokenizer.color", 3)), "bytes has no option 'color'",
            new Spec("text", Map.of("tokenizer", "bytes", "words", 9)), "text.words means nothing",
            new Spec("text", Map.of("segments", "none")), "text.segments");

    refused.forEach(
        (spec, message) ->
            assertThatThrownBy(() -> TextItems.of(spec, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message));
  }

  @Test
  void items_ofWords_areTheirSpelling() {
    Spec spec = new Spec("text", Map.of("tokenizer", "log", "word.bytes", 6));
    EntityItems logs = TextItems.of(spec, Duration.ZERO).newEntity();
    logs.arrive(new Reading("e", 1, new Content.Text("abc read\u00fc"), 0, 0));

    float[] items = logs.items();

    assertThat(items).hasSize(3 * 2);
    assertThat(Spelling.key(items, 0, 2)).isEqualTo("abc");
    assertThat(Spelling.text(Spelling.key(items, 2, 2))).isEqualTo("read\u00fc");
    assertThat(Spelling.key(items, 4, 2)).isEqualTo("\n");
  }
}
