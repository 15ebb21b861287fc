package io.thalweg.model.pretext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.item.Segment;
import io.thalweg.model.spec.Spec;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class NextTokenTest extends PredictionTaskContract {
  @Override
  PredictionTask task() {
    return new NextToken(20);
  }

  @Override
  int fields() {
    return 1;
  }

  /** One is left for {@link #otherAnswer}. */
  @Override
  float value(SplittableRandom random) {
    return random.nextInt(19);
  }

  @Override
  boolean random() {
    return false;
  }

  @Override
  float answer(Segment segment, int position, int index) {
    return segment.items()[segment.context() + position];
  }

  @Override
  Segment otherAnswer(Segment segment, int position, int index) {
    return plus(segment, segment.context() + position, 0, 1);
  }

  @Override
  @Test
  void derive_segmentOfNothing_asksNothing() {
    Derived derived = derive(7, of(new float[] {Float.NaN, Float.NaN, Float.NaN, Float.NaN}, 3));

    assertThat(derived.target()).containsOnly(Float.NaN);
    assertThat(derived.input()).containsOnly(TokenIds.NOTHING);
  }

  @Test
  void derive_tokens_areMovedUpInTheInput_andTargetsAreTheNext() {
    Derived derived = derive(1, of(new float[] {Float.NaN, 4, 0, 19, Float.NaN, 7}, 3));

    assertThat(derived.input()).containsExactly(0, 6, 2, 21, 0);
    assertThat(derived.target()).containsExactly(19, Float.NaN, 7);
  }

  @Test
  void targetSize_itemOfSeveralFields_isRefused() {
    assertThatThrownBy(() -> task().targetSize(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an item of tokens is one id, it cannot have 3 fields");
  }

  @Test
  void usualObjective_hasTheTasksVocabulary() {
    assertThat(task().usualObjective()).isEqualTo(new Spec("softmax", Map.of("vocabulary", 20)));
    assertThat(PretextTasks.create(Spec.of("next-token")).vocabulary()).hasValue(256);
    assertThatThrownBy(() -> new NextToken(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("vocabulary must be at least 2, not 1");
  }
}
