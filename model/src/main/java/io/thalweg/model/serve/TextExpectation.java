package io.thalweg.model.serve;

import io.thalweg.model.detect.Contribution;
import io.thalweg.model.detect.Explanation;
import io.thalweg.model.detect.MarkedText;
import io.thalweg.model.detect.Surprise;
import io.thalweg.model.detect.TailProbability;
import io.thalweg.model.item.FieldMap;
import io.thalweg.model.item.TextEntityItems;
import io.thalweg.model.item.TextLexicon;
import io.thalweg.model.snapshot.ServingModel;
import io.thalweg.model.snapshot.TokenSurprises;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import io.thalweg.model.text.Token;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a text is expected to go on: each of its tokens given all before it, those of earlier texts
 * included where texts run on. A token's surprise is its negative log probability; a text's is the
 * mean over its tokens, since long lines are not improbable for being long, and its most surprising
 * token.
 */
final class TextExpectation implements Expectation {
  private static final double BITS = 1 / Math.log(2);

  private final TextEntityItems items;

  /** Embedding after the last token, from which the next is expected; empty before a version. */
  private float[] last = {};

  /** Of the text last compared. */
  private @Nullable Compared compared;

  /** What the encoder made of that text when it was compared, until it {@link #take takes} it. */
  private @Nullable Taken ahead;

  private record Compared(TokenSurprises tokens, TextLexicon lexicon) {}

  private record Taken(float[] state, float[] embedding) {}

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
    Taken taken = new Taken(encoderState.clone(), new float[model.embeddingSize()]);
    TokenSurprises tokens = model.read(taken.state(), last, items.items(), taken.embedding());
    ahead = taken;
    compared = new Compared(tokens, model.texts());
    double[] nats = tokens.nats();
    int most = IntStream.range(0, nats.length).reduce(0, (a, b) -> nats[b] > nats[a] ? b : a);
    double mean = Arrays.stream(nats).average().orElse(0);
    return Optional.of(new Surprise(mean, nats[most], nats.length, most));
  }

  /** What {@link #surprise} has read need not be read again. */
  @Override
  public void take(Scorer scorer, float[] encoderState, float[] event, float[] embedding) {
    if (ahead == null) {
      Expectation.super.take(scorer, encoderState, event, embedding);
      return;
    }
    System.arraycopy(ahead.state(), 0, encoderState, 0, encoderState.length);
    System.arraycopy(ahead.embedding(), 0, embedding, 0, embedding.length);
    ahead = null;
  }

  /** Tokens have no values to be compared. */
  @Override
  public void compare(OneStep comparison) {}

  @Override
  public Explanation explain(int mostParts, TailProbability probability) {
    Compared text = Objects.requireNonNull(compared, "nothing has been compared");
    double[] nats = text.tokens().nats();
    double total = Arrays.stream(nats).sum();
    List<Contribution> parts =
        IntStream.range(0, nats.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -nats[i]))
            .limit(mostParts)
            .map(i -> contribution(text.tokens(), i, total))
            .toList();
    return new Explanation(parts, probability)
        .with(new MarkedText(marked(nats), template(text.lexicon())));
  }

  private String marked(double[] nats) {
    List<Token> came = items.tokens();
    int[] from = came.stream().mapToInt(Token::from).toArray();
    int[] to = came.stream().mapToInt(Token::to).toArray();
    double[] bits = Arrays.stream(nats).limit(came.size()).map(each -> each * BITS).toArray();
    return MarkedText.mark(items.text(), from, to, bits);
  }

  /** The line this is most like; empty where it is that line, or none is known. */
  private Optional<String> template(TextLexicon lexicon) {
    return lexicon
        .nearest(items.tokens().stream().map(Token::text).toList())
        .filter(known -> known.distance() > 0)
        .map(known -> String.join(" ", known.template()));
  }

  /** Observed and expected in bits; a bit more or less is nothing. */
  private Contribution contribution(TokenSurprises tokens, int i, double total) {
    double nats = tokens.nats()[i];
    return new Contribution(
        name(i), nats * BITS, tokens.expected()[i] * BITS, 1, nats, total > 0 ? nats / total : 0);
  }

  private String name(int i) {
    if (i == items.tokens().size()) {
      return "end";
    }
    Token token = items.tokens().get(i);
    return "token %d '%s'"
        .formatted(i, MarkedText.readable(items.text().substring(token.from(), token.to())));
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
