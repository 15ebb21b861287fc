package io.thalweg.model.pretext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import io.thalweg.model.spec.Spec;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TokenAugmentationTest {
  private static final float NONE = Float.NaN;
  private static final ViewItems TOKENS = new ViewItems.Tokens(1000);

  /** Two items of context before. */
  private static View view(float... items) {
    View view = new View(2, items.length - 2, 1);
    ScalePrior scales = new ScalePrior(new double[1], new double[1], new double[1]);
    TOKENS.copy(new Segment("e", 0, 0, 0, 1, 2, items.length - 2, items.clone(), scales), view);
    return view;
  }

  private static View changed(Augmentation change, long seed, float... items) {
    View view = view(items);
    change.apply(view, new SplittableRandom(seed));
    return view;
  }

  private static float[] line(int tokens, int behind) {
    float[] items = new float[2 + tokens + behind];
    Arrays.fill(items, NONE);
    for (int t = 0; t < tokens; t++) {
      items[2 + t] = t;
    }
    return items;
  }

  @Test
  void copy_tokens_areMovedUpAndMissingOnesStayMissing() {
    assertThat(view(NONE, 0, 1, 999, NONE).items()).containsExactly(NONE, 2, 3, 1001, NONE);
  }

  @Test
  void dropTokens_line_keepsTheOrderAndEndsEarlier() {
    for (int seed = 0; seed < 100; seed++) {
      View view = changed(new DropTokens(0.5), seed, line(8, 3));
      int left = 0;
      while (view.shows(left)) {
        left++;
      }
      assertThat(left).isBetween(1, 8);
      for (int t = 0; t < view.length(); t++) {
        assertThat(view.shows(t)).as("hole at %d", t).isEqualTo(t < left);
        if (t > 0 && t < left) {
          assertThat(view.items()[2 + t]).isGreaterThan(view.items()[1 + t]);
        }
      }
    }
  }

  /** With all left out but one of the line, the context is gone, too. */
  @Test
  void dropTokens_context_movesTowardsTheLine() {
    assertThat(changed(new DropTokens(1), 1, 5, 6, 7, NONE).items())
        .containsExactly(NONE, NONE, 9, NONE);
    boolean moved = false;
    for (int seed = 0; seed < 50; seed++) {
      float[] items = changed(new DropTokens(0.5), seed, 5, 6, 7).items();
      moved |= Float.isNaN(items[0]) && items[1] == 7;
      assertThat(Float.isNaN(items[1]) && !Float.isNaN(items[0])).as("a hole").isFalse();
      assertThat(items[2]).isEqualTo(9);
    }
    assertThat(moved).as("the first of the context was moved").isTrue();
  }

  @Test
  void dropAndMask_certainly_leaveOneToken_eachAsLikely() {
    int[] left = new int[4];
    for (int seed = 0; seed < 400; seed++) {
      View dropped = changed(new DropTokens(1), seed, line(4, 1));
      assertThat(dropped.shows(0)).isTrue();
      assertThat(dropped.shows(1)).isFalse();
      left[(int) dropped.items()[2] - TokenIds.RESERVED]++;

      View masked = changed(new MaskTokens(1), seed, line(4, 1));
      int shown = 0;
      for (int t = 0; t < masked.length(); t++) {
        shown += TOKENS.isShown(masked, t) ? 1 : 0;
        assertThat(masked.shows(t)).isEqualTo(t < 4);
      }
      assertThat(shown).isEqualTo(1);
    }
    // 100 of 400, give or take four standard deviations of sqrt(400 * 1/4 * 3/4) = 8.7.
    assertThat(Arrays.stream(left)).allMatch(n -> Math.abs(n - 100) < 35);
  }

  @Test
  void maskTokens_share_isHiddenWhereItWasAndTheRestIsAsItWas() {
    int tokens = 20_000;
    View view = changed(new MaskTokens(0.15), 1, line(tokens, 0));
    double masked = 0;
    for (int t = 0; t < tokens; t++) {
      float item = view.items()[2 + t];
      masked += item == TokenIds.MASK ? 1 : 0;
      assertThat(item).isIn((float) TokenIds.MASK, (float) (t + TokenIds.RESERVED));
    }
    // Standard deviation of a share of 20,000: .0025.
    assertThat(masked / tokens).isCloseTo(0.15, within(0.01));
  }

  @Test
  void dropAndMask_lineOfNothing_leaveNothing() {
    float[] nothing = {NONE, NONE, NONE, NONE};

    assertThat(changed(new DropTokens(0.9), 1, nothing).items()).containsOnly(NONE);
    assertThat(changed(new MaskTokens(0.9), 1, nothing).items()).containsOnly(NONE);
  }

  @Test
  void of_spec_dropsBeforeItMasks_andZeroLeavesOut() {
    assertThat(Augmentations.names(TOKENS)).containsExactly("token.dropout", "token.masking");
    assertThat(Augmentations.of(Spec.of("two-view"), TOKENS))
        .hasExactlyElementsOfTypes(DropTokens.class, MaskTokens.class);
    assertThat(
            Augmentations.of(
                new Spec("two-view", Map.of("token.dropout", 0, "token.masking", 0.4)), TOKENS))
        .containsExactly(new MaskTokens(0.4));
  }
}
