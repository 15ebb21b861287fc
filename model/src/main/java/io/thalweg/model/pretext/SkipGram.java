package io.thalweg.model.pretext;

import io.thalweg.model.item.Segment;
import io.thalweg.model.spec.Spec;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Skip-gram: from a token alone, those around it.
 *
 * <p>Items are one float, a token id from 0 to {@code vocabularySize - 1}, NaN where there is none.
 * The encoder takes {@code [id]}, moved up, {@link TokenIds#NOTHING} where there is none; a target
 * is {@code [2 window]} ids, one for each place around, NaN where there is none in the segment, or
 * beyond the window drawn for this centre from 1 to {@code window}. At a position without a token
 * nothing is asked. Needs a context-free encoder with a vocabulary of {@code vocabulary +} {@value
 * TokenIds#RESERVED} and an objective over {@code vocabulary} that takes several targets.
 *
 * <p>We deviate from word2vec in that each centre counts as much as any other, where word2vec
 * counts its predictions.
 *
 * <p>Source: Mikolov, Sutskever, Chen, Corrado and Dean 2013 (arXiv 1310.4546).
 *
 * @param vocabularySize number of ids, at least 2
 * @param window tokens to either side at most, 1 to 64
 * @param sample see {@link #sample()}, 0 to 1; word2vec's default is 1e-3
 */
public record SkipGram(int vocabularySize, int window, double sample) implements PredictionTask {

  /** Checks the ranges. */
  public SkipGram {
    TokenWindow.check(vocabularySize, window, sample);
  }

  static SkipGram of(Spec spec) {
    spec.allow("vocabulary", "window", "sample");
    return new SkipGram(
        TokenIds.vocabulary(spec), TokenWindow.most(spec), TokenWindow.sample(spec));
  }

  /** Targets lie on both sides: {@link #contextFree} says what that asks of the encoder. */
  @Override
  public boolean predictsAhead() {
    return false;
  }

  @Override
  public boolean contextFree() {
    return true;
  }

  @Override
  public Spec usualObjective() {
    return TokenWindow.objective(vocabularySize);
  }

  @Override
  public OptionalInt vocabulary() {
    return OptionalInt.of(vocabularySize);
  }

  @Override
  public int itemSize(int fields) {
    return fields;
  }

  @Override
  public int targetSize(int itemSize) {
    return TokenIds.checkItem(itemSize) * TokenWindow.slots(window);
  }

  @Override
  public void show(float[] items, int at, float[] input) {
    input[0] = TokenIds.shown(items[at]);
  }

  @Override
  public void derive(
      Segment[] segments, int batch, SplittableRandom random, float[] input, float[] target) {
    Arrays.fill(target, Float.NaN);
    int steps = input.length / batch;
    for (int b = 0; b < batch; b++) {
      Segment segment = segments[b];
      int first = segment.context() + segment.length() - steps;
      for (int t = 0; t < steps; t++) {
        input[t * batch + b] = TokenIds.shown(segment.items()[first + t]);
      }
      for (int t = 0; t < segment.length(); t++) {
        int reach = TokenWindow.draw(window, random);
        if (!Float.isNaN(segment.items()[segment.context() + t])) {
          int at = (t * batch + b) * TokenWindow.slots(window);
          TokenWindow.around(segment, t, reach, window, 0, target, at);
        }
      }
    }
  }
}
