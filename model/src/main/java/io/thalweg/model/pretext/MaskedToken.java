package io.thalweg.model.pretext;

import io.thalweg.model.item.Segment;
import io.thalweg.model.spec.Spec;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Masked tokens, BERT's scheme: a share of a segment's tokens is to be predicted. Of these most are
 * hidden behind {@link TokenIds#MASK}, some are replaced by a random token, and the rest are shown
 * as they are, so that the encoder must have something to say of every token, masked or not: when
 * serving none is.
 *
 * <p>Items, input and vocabularies are those of {@link NextToken}; targets are {@code [id]}, NaN
 * but for what is asked. Exactly {@code share} of the tokens there are is asked, rounded, at least
 * one: every choice of so many is as likely. The context is shown whole. Meant for a bidirectional
 * encoder.
 *
 * <p>Source: Devlin, Chang, Lee and Toutanova 2019, BERT (arXiv 1810.04805), section 3.1; there 15
 * % are asked, of which 80 % are masked and 10 % random.
 */
public final class MaskedToken implements PredictionTask {
  private final int vocabulary;
  private final double share;
  private final double masked;
  private final double random;

  /**
   * @param vocabulary number of ids, at least 2
   * @param share of the tokens asked, in (0, 0.9]
   * @param masked share of these that are masked, in [0, 1]
   * @param random share of these replaced by a random token, in [0, 1 - masked]
   */
  public MaskedToken(int vocabulary, double share, double masked, double random) {
    TokenIds.checkVocabulary(vocabulary);
    if (!(share > 0 && share <= 0.9 && masked >= 0 && random >= 0 && masked + random <= 1)) {
      throw new IllegalArgumentException(
          "share must be in (0, 0.9], masked and random at most 1 together, not %s, %s and %s"
              .formatted(share, masked, random));
    }
    this.vocabulary = vocabulary;
    this.share = share;
    this.masked = masked;
    this.random = random;
  }

  static MaskedToken of(Spec spec) {
    spec.allow("vocabulary", "share", "masked", "random");
    return new MaskedToken(
        TokenIds.vocabulary(spec),
        spec.number("share", 0.15, 0.01, 0.9),
        spec.number("masked", 0.8, 0, 1),
        spec.number("random", 0.1, 0, 1));
  }

  @Override
  public boolean predictsAhead() {
    return false;
  }

  @Override
  public Spec usualObjective() {
    return new Spec("softmax", Map.of("vocabulary", vocabulary));
  }

  @Override
  public OptionalInt vocabulary() {
    return OptionalInt.of(vocabulary);
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
      Segment[] segments, int batch, SplittableRandom source, float[] input, float[] target) {
    Arrays.fill(target, Float.NaN);
    int steps = input.length / batch;
    for (int b = 0; b < batch; b++) {
      Segment segment = segments[b];
      int first = segment.context() + segment.length() - steps;
      for (int t = 0; t < steps; t++) {
        input[t * batch + b] = TokenIds.shown(segment.items()[first + t]);
      }
      ask(segment, b, batch, source, input, target);
    }
  }

  /** Chooses by selection sampling: one pass, no memory (Knuth, volume 2, algorithm S). */
  private void ask(
      Segment segment, int b, int batch, SplittableRandom source, float[] input, float[] target) {
    int context = input.length / batch - segment.length();
    int left = present(segment);
    int wanted = left == 0 ? 0 : Math.max(1, (int) Math.round(share * left));
    for (int t = 0; t < segment.length(); t++) {
      float token = segment.items()[segment.context() + t];
      if (Float.isNaN(token)) {
        continue;
      }
      if (source.nextInt(left) < wanted) {
        wanted--;
        target[t * batch + b] = token;
        input[(context + t) * batch + b] = disguise(token, source);
      }
      left--;
    }
  }

  private static int present(Segment segment) {
    int present = 0;
    for (int t = 0; t < segment.length(); t++) {
      present += Float.isNaN(segment.items()[segment.context() + t]) ? 0 : 1;
    }
    return present;
  }

  private float disguise(float token, SplittableRandom source) {
    double choice = source.nextDouble();
    if (choice < masked) {
      return TokenIds.MASK;
    }
    return choice < masked + random
        ? TokenIds.shown(source.nextInt(vocabulary))
        : TokenIds.shown(token);
  }
}
