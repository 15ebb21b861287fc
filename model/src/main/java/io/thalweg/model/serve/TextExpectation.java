package io.thalweg.model.serve;

import io.thalweg.model.detect.Contribution;
import io.thalweg.model.detect.Explanation;
import io.thalweg.model.detect.MarkedText;
import io.thalweg.model.detect.Surprise;
import io.thalweg.model.detect.TailProbability;
import io.thalweg.model.item.FieldMap;
import io.thalweg.model.item.TextEntityItems;
import io.thalweg.model.snapshot.ServingModel;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How a text is expected to go on: each of its tokens given all before it, those of earlier texts
 * included. A token's surprise is its negative log probability; a text's is the mean over its
 * tokens, since long lines are not improbable for being long, and its most surprising token.
 */
final class TextExpectation implements Expectation {
  private static final double BITS = 1 / Math.log(2);

  private final TextEntityItems items;

  /** Embedding after the last token, from which the next is expected; empty before a version. */
  private float[] last = {};

  /** Of the text last compared, in bits: how improbable each token was, and was expected to be. */
  private double[] bits = {};

  private double[] expected = {};

  TextExpectation(TextEntityItems items) {
    this.items = items;
  }

  @Override
  public void forecast(Scorer scorer, float[] encoderState) {
    if (last.length != scorer.model().embeddingSize()) {
      last = new float[scorer.model().embeddingSize()];
    }
    scorer.model().last(last);
  }

  @Override
  public Optional<Surprise> surprise(Scorer scorer, float[] encoderState) {
    ServingModel model = scorer.model();
    float[] ids = items.items();
    float[] state = encoderState.clone();
    float[] before = last.clone();
    float[] unused = new float[model.embeddingSize()];
    double[] nats = new double[model.vocabulary()];
    bits = new double[ids.length];
    expected = new double[ids.length];
    for (int i = 0; i < ids.length; i++) {
      model.nextToken(before, nats);
      bits[i] = -nats[(int) ids[i]] * BITS;
      expected[i] = entropy(nats) * BITS;
      model.step(state, new float[] {ids[i]}, unused);
      model.last(before);
    }
    int most = IntStream.range(0, bits.length).reduce(0, (a, b) -> bits[b] > bits[a] ? b : a);
    double mean = IntStream.range(0, bits.length).mapToDouble(i -> bits[i]).average().orElse(0);
    return Optional.of(new Surprise(mean / BITS, bits[most] / BITS, bits.length, most));
  }

  private static double entropy(double[] nats) {
    double entropy = 0;
    for (double each : nats) {
      entropy -= Math.exp(each) * each;
    }
    return entropy;
  }

  /** Tokens have no values to be compared. */
  @Override
  public void compare(OneStep comparison) {}

  @Override
  public Explanation explain(int mostParts, TailProbability probability) {
    byte[] tokens = items.tokens();
    double total = IntStream.range(0, bits.length).mapToDouble(i -> bits[i]).sum();
    List<Contribution> parts =
        IntStream.range(0, bits.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -bits[i]))
            .limit(mostParts)
            .map(i -> contribution(tokens, i, total))
            .toList();
    return new Explanation(parts, probability).with(MarkedText.of(tokens, bits));
  }

  /** Observed and expected in bits; a bit more or less is nothing. */
  private Contribution contribution(byte[] tokens, int i, double total) {
    return new Contribution(
        "byte %d %s".formatted(i, MarkedText.shown(tokens[i])),
        bits[i],
        expected[i],
        1,
        bits[i] / BITS,
        total > 0 ? bits[i] / total : 0);
  }

  /** Texts have no fields to change. */
  @Override
  public void adopt(Expectation older, FieldMap fields) {
    throw new IllegalStateException("the fields of texts have changed");
  }

  @Override
  public void writeTo(StateWriter out) {
    out.writeItems(last, 0, last.length);
  }

  @Override
  public void readFrom(StateReader in) {
    last = in.readItems();
  }
}
