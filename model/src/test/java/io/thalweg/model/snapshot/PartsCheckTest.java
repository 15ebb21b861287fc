package io.thalweg.model.snapshot;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.item.TextItems;
import io.thalweg.model.spec.Spec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each part alone is right in all of these. */
final class PartsCheckTest {
  private static final Spec NEXT = new Spec("next-token", Map.of("vocabulary", 10));
  private static final Spec SOFTMAX = new Spec("softmax", Map.of("vocabulary", 10));

  private static Spec transformer(int vocabulary) {
    return new Spec("transformer", Map.of("vocabulary", vocabulary));
  }

  private static void check(int itemSize, Spec encoder, Spec task, Spec objective) {
    new Architecture(itemSize, encoder, task, objective).check(8);
  }

  @Test
  void check_vocabulariesThatFit_isAccepted() {
    assertThatCode(() -> check(1, transformer(12), NEXT, SOFTMAX)).doesNotThrowAnyException();
  }

  @Test
  void check_encoderWithoutRoomForReservedIds_isRefused() {
    assertThatThrownBy(() -> check(1, transformer(11), NEXT, SOFTMAX))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "task 'next-token' needs an encoder with a vocabulary of at least 12, its 10 ids and 2"
                + " of its own; that of 'transformer' is 11");
    assertThatThrownBy(() -> check(1, Spec.of("gru"), NEXT, SOFTMAX))
        .hasMessageEndingWith("that of 'gru' is none (values)");
  }

  @Test
  void check_objectiveOfAnotherVocabulary_isRefused() {
    Spec other = new Spec("softmax", Map.of("vocabulary", 11));
    assertThatThrownBy(() -> check(1, transformer(12), NEXT, other))
        .hasMessage("task 'next-token' has a vocabulary of 10, objective 'softmax' of 11");
    assertThatThrownBy(() -> check(1, transformer(12), NEXT, Spec.of("huber")))
        .hasMessage("task 'next-token' has a vocabulary of 10, objective 'huber' of none (values)");
  }

  @Test
  void check_valuesForAnEncoderOfTokens_isRefused() {
    Spec denoising = new Spec("denoising", Map.of("items", "frames"));
    assertThatThrownBy(() -> check(1, transformer(12), denoising, Spec.of("huber")))
        .hasMessage(
            "task 'denoising' takes values, encoder 'transformer' with a vocabulary takes token"
                + " ids");
  }

  @Test
  void check_objectiveOfTheOtherKind_isRefusedWithWhatThereIs() {
    assertThatThrownBy(() -> check(6, Spec.of("gru"), Spec.of("masked-item"), Spec.of("info-nce")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no objective 'info-nce'; there is [")
        .hasMessageContaining("student-t");
  }

  @Test
  void check_aheadWithAnEncoderThatLooksBothWays_isRefused() {
    Spec both = new Spec("transformer", Map.of("attention", "bidirectional"));
    assertThatThrownBy(() -> check(6, both, Spec.of("next-item"), Spec.of("student-t")))
        .hasMessage(
            "task 'next-item' needs a causal encoder, this 'transformer' sees what is to be"
                + " predicted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"skip-gram", "cbow"})
  void check_wordVectorsOfTexts_areAccepted_ifAllVocabulariesFit(String task) {
    assertThatCode(() -> checkTexts(bag(12), task, 10)).doesNotThrowAnyException();
    assertThatThrownBy(() -> checkTexts(bag(11), task, 10))
        .hasMessage(
            "task '%s' needs an encoder with a vocabulary of at least 12, its 10 ids and 2 of its own; that of 'bag' is 11"
                .formatted(task));
    assertThatThrownBy(() -> checkTexts(bag(12), task, 11))
        .hasMessage(
            "task '%s' has a vocabulary of 10, objective 'negative-sampling' of 11"
                .formatted(task));
  }

  @Test
  void check_wordVectorsOfAnEncoderThatLooksAround_areRefused() {
    for (Spec encoder :
        List.of(transformer(12), new Spec("gru", Map.of("vocabulary", 12, "context", 0)))) {
      assertThatThrownBy(() -> checkTexts(encoder, "skip-gram", 10))
          .hasMessage(
              "task 'skip-gram' needs a context-free encoder, this '%s' sees what is to be predicted in the items around"
                  .formatted(encoder.type()));
    }
  }

  @Test
  void check_oneIdObjectiveForSeveralTargets_isRefused() {
    Spec skipGram = new Spec("skip-gram", Map.of("vocabulary", 10, "window", 2));
    assertThatThrownBy(() -> check(1, bag(12), skipGram, SOFTMAX))
        .hasMessage("softmax predicts one id, the task has targets of 4 values");
  }

  @Test
  void check_twoViewsOfTexts_areAcceptedIfTheVocabulariesFit_andStepsAheadAreNot() {
    Spec twoView = new Spec("two-view", Map.of("vocabulary", 10));
    assertThatCode(() -> checkPairs(transformer(12), twoView)).doesNotThrowAnyException();
    assertThatCode(() -> checkPairs(bag(12), twoView)).doesNotThrowAnyException();
    assertThatThrownBy(() -> checkPairs(bag(11), twoView))
        .hasMessage(
            "task 'two-view' needs an encoder with a vocabulary of at least 12, its 10 ids and 2 of its own; that of 'bag' is 11");
    assertThatThrownBy(() -> checkPairs(transformer(12), Spec.of("two-view")))
        .hasMessage(
            "task 'two-view' and items of text do not fit: texts are token ids, nothing else is");
    Spec gru = new Spec("gru", Map.of("vocabulary", 12));
    assertThatThrownBy(() -> checkPairs(gru, Spec.of("cpc")))
        .hasMessage(
            "task 'cpc' and items of text do not fit: texts are token ids, nothing else is");
  }

  private static void checkPairs(Spec encoder, Spec task) {
    Spec items = TextItems.of(Spec.of("text"), Duration.ZERO).spec();
    new Architecture(1, items, encoder, task, Spec.of("info-nce")).check(8);
  }

  private static Spec bag(int vocabulary) {
    return new Spec("bag", Map.of("vocabulary", vocabulary, "dimension", 8));
  }

  private static void checkTexts(Spec encoder, String task, int vocabulary) {
    new Architecture(
            1,
            TextItems.of(Spec.of("text"), Duration.ZERO).spec(),
            encoder,
            new Spec(task, Map.of("vocabulary", 10)),
            new Spec("negative-sampling", Map.of("vocabulary", vocabulary, "width", 8)))
        .check(8);
  }
}
