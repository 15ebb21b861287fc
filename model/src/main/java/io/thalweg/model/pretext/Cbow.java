package io.thalweg.model.pretext;

import io.thalweg.model.item.Segment;
import io.thalweg.model.spec.Spec;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Continuous bag of words: from the tokens around one, which it is.
 *
 * <p>Items are those of {@link SkipGram}, as are the windows. The encoder takes {@code [2 window]}
 * ids, one for each place around, moved up, {@link TokenIds#NOTHING} where there is none in the
 * segment or beyond the window drawn; a target is {@code [id]}. Nothing is asked where there is no
 * token, or none around it. Serving shows a token itself, so that its embedding is its vector.
 * Needs a context-free encoder with a vocabulary of {@code vocabulary +} {@value TokenIds#RESERVED}
 * that takes several ids, and an objective over {@code vocabulary}.
 *
 * <p>Source: Mikolov, Chen, Corrado and Dean 2013 (arXiv 1301.3781).
 *
 * @param vocabularySize number of ids, at least 2
 * @param window tokens to either side at most, 1 to 64
 * @param sample see {@link #sample()}, 0 to 1; word2vec's default is 1e-3
 */
public record Cbow(int vocabularySize, int window, double sample) implements PredictionTask {

  /** Checks the ranges. */
  public Cbow {
    TokenWindow.check(vocabularySize, window, sample);
  }

  static Cbow of(Spec spec) {
    spec.allow("vocabulary", "window", "sample");
    return new Cbow(TokenIds.vocabulary(spec), TokenWindow.most(spec), TokenWindow.sample(spec));
  }

  @Override
  public boolean predictsAhead() {
    return false;
  }

  /** A token is shown to those around it, of whom it is asked. */
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
  public int inputSize(int itemSize) {
    return TokenIds.checkItem(itemSize) * TokenWindow.slots(window);
  }

  @Override
  public int targetSize(int itemSize) {
    return TokenIds.checkItem(itemSize);
  }

  @Override
  public void show(float[] items, int at, float[] input) {
    Arrays.fill(input, TokenIds.NOTHING);
    input[0] = TokenIds.shown(items[at]);
  }

  /** Items of an encoder's context are shown nothing: nothing is asked there. */
  @Override
  public void derive(
      Segment[] segments, int batch, SplittableRandom random, float[] input, float[] target) {
    Arrays.fill(input, TokenIds.NOTHING);
    Arrays.fill(target, Float.NaN);
    int slots = TokenWindow.slots(window);
    for (int b = 0; b < batch; b++) {
      Segment segment = segments[b];
      int context = input.length / (batch * slots) - segment.length();
      for (int t = 0; t < segment.length(); t++) {
        int reach = TokenWindow.draw(window, random);
        int at = ((context + t) * batch + b) * slots;
        if (TokenWindow.around(segment, t, reach, window, TokenIds.RESERVED, input, at) > 0) {
          target[t * batch + b] = segment.items()[segment.context() + t];
        }
      }
    }
  }
}
