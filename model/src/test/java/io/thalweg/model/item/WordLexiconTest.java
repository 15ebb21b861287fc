package io.thalweg.model.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.spec.Spec;
import io.thalweg.model.state.StateWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WordLexiconTest {
  private static final Spec SPEC =
      new Spec("text", Map.of("tokenizer", "log", "words", 4, "buckets", 2, "word.bytes", 9));
  private static final TextItems TEXTS = TextItems.of(SPEC, Duration.ZERO);

  private final TextLexicon lexicon = TEXTS.newLexicon();

  private void observe(String line, int times) {
    for (int i = 0; i < times; i++) {
      lexicon.observe(TEXTS.items(line, true), 0);
    }
  }

  private int id(String word) {
    return (int) lexicon.ids(TEXTS.items(word, false))[0];
  }

  @Test
  void ids_ofWhatIsNew_areShared_andOfWhatIsFrequentItsOwn() {
    assertThat(id("disk")).isBetween(4, 5);

    observe("disk", 3);

    assertThat(id("disk")).isLessThan(4);
    assertThat(lexicon.token(id("disk"))).hasValue("disk");
    assertThat(lexicon.token(5)).isEmpty();
    assertThat(lexicon.share(id("disk"))).as("every second is an end").isEqualTo(0.5);
  }

  @Test
  void ids_ofNothing_areNothing() {
    float[] items = new float[2 * TEXTS.itemSize()];
    java.util.Arrays.fill(items, Float.NaN);

    assertThat(lexicon.ids(items)).containsExactly(Float.NaN, Float.NaN);
  }

  @Test
  void ids_longWords_areTheirBeginning() {
    observe("parameters", 3);

    assertThat(lexicon.token(id("parameterised"))).hasValue("parameter");
  }

  @Test
  void observe_whatASegmentHasBroughtBefore_isNotCountedAgain() {
    float[] items = TEXTS.items("a b", true);

    lexicon.observe(items, 2); // the end alone
    lexicon.observe(items, 2);
    lexicon.observe(items, 2);

    assertThat(id("a")).isGreaterThanOrEqualTo(4);
    assertThat(lexicon.share((int) lexicon.ids(TEXTS.items("", true))[0])).isEqualTo(1);
  }

  @Test
  void nearest_knowsLinesThatWereWhole() {
    float[] two = TEXTS.items("x y\nz", true);
    assertThat(lexicon.ids(two)).as("a line feed within is a blank").hasSize(4);

    observe("disk is full", 2);
    // The beginning of this one may be another segment's.
    float[] cut = TEXTS.items("full of joy", true);
    lexicon.observe(cut, 1);
    lexicon.observe(cut, 1);

    assertThat(lexicon.nearest(List.of("full", "of", "joy")).orElseThrow().template())
        .containsExactly("disk", "is", "full");
  }

  @Test
  void text_ofIds_isWordsWithBlanksAndLines() {
    observe("a b", 3);
    int[] ids = {id("a"), id("b"), (int) lexicon.ids(TEXTS.items("", true))[0], id("b"), 5};

    assertThat(lexicon.text(ids)).isEqualTo("a b\nb \u2026");
    assertThat(lexicon.continued("so", ids)).startsWith("so a b\n");
  }

  @Test
  void of_whatWasWritten_knowsTheSame() {
    observe("disk is full", 3);
    StateWriter out = new StateWriter(16);
    lexicon.writeTo(out);
    byte[] state = out.toByteArray();

    TextLexicon read = TextLexicon.of(TEXTS.spec(), state);

    float[] line = TEXTS.items("full disk", true);
    assertThat(read.ids(line)).isEqualTo(lexicon.ids(line));
    assertThat(read.nearest(List.of("disk"))).isEqualTo(lexicon.nearest(List.of("disk")));
    StateWriter again = new StateWriter(16);
    read.writeTo(again);
    assertThat(again.toByteArray()).isEqualTo(state);
  }

  @Test
  void readFrom_ofOtherSettings_isRefused() {
    StateWriter out = new StateWriter(16);
    lexicon.writeTo(out);
    Spec more = new Spec("text", Map.of("tokenizer", "log", "words", 5, "buckets", 2));

    assertThatThrownBy(() -> TextLexicon.of(more, out.toByteArray()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> TextLexicon.of(ItemSettings.READINGS, new byte[0]))
        .hasMessage("items of 'readings' are no texts");
  }

  /** A version of a topic can be anything; it costs a refusal. */
  @Test
  void of_damagedBytes_isRefusedOrRead() {
    observe("disk is full", 3);
    StateWriter out = new StateWriter(16);
    lexicon.writeTo(out);
    byte[] state = out.toByteArray();
    java.util.SplittableRandom random = new java.util.SplittableRandom(3);
    for (int i = 0; i < 3_000; i++) {
      byte[] damaged = state.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Optional<TextLexicon> read = read(damaged);
      read.ifPresent(known -> known.ids(TEXTS.items("disk is full", true)));
    }
  }

  private static Optional<TextLexicon> read(byte[] state) {
    try {
      return Optional.of(TextLexicon.of(TEXTS.spec(), state));
    } catch (IllegalStateException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
