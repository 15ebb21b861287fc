package io.thalweg.model.pretext;

import io.thalweg.model.item.Segment;
import io.thalweg.model.spec.Spec;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Next-token prediction: from all tokens up to one, the id of the next.
 *
 * <p>Items are one float, a token id from 0 to {@code vocabularySize - 1}, NaN where there is none.
 * The encoder takes {@code [id]}, moved up and with {@link TokenIds#NOTHING} where there is none or
 * before the first, which is so the token to begin with; targets are {@code [id]}, NaN where the
 * next is missing. Needs a causal encoder with a vocabulary of {@code vocabulary +} {@value
 * TokenIds#RESERVED} and an objective with one of {@code vocabulary}; an id beyond it is refused by
 * both. Nothing is drawn.
 *
 * <p>Source: Bengio et al. 2003, "A neural probabilistic language model"; as the pretext task of a
 * causal Transformer, Radford et al. 2018.
 *
 * @param vocabularySize number of ids, at least 2
 */
public record NextToken(int vocabularySize) implements PredictionTask {

  /** Checks the size. */
  public NextToken {
    TokenIds.checkVocabulary(vocabularySize);
  }

  static NextToken of(Spec spec) {
    spec.allow("vocabulary");
    return new NextToken(TokenIds.vocabulary(spec));
  }

  @Override
  public boolean predictsAhead() {
    return true;
  }

  @Override
  public Spec usualObjective() {
    return new Spec("softmax", Map.of("vocabulary", vocabularySize));
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
    return TokenIds.checkItem(itemSize);
  }

  @Override
  public void show(float[] items, int at, float[] input) {
    input[0] = TokenIds.shown(items[at]);
  }

  @Override
  public void derive(
      Segment[] segments, int batch, SplittableRandom random, float[] input, float[] target) {
    int steps = input.length / batch;
    for (int b = 0; b < batch; b++) {
      Segment segment = segments[b];
      int first = segment.context() + segment.length() - 1 - steps;
      for (int t = 0; t < steps; t++) {
        input[t * batch + b] = TokenIds.shown(segment.items()[first + t]);
      }
      for (int t = 0; t < segment.length(); t++) {
        target[t * batch + b] = segment.items()[segment.context() + t];
      }
    }
  }
}
