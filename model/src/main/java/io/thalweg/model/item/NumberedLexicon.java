package io.thalweg.model.item;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import io.thalweg.model.text.NumberedTokenizer;
import io.thalweg.model.text.Templates;
import java.util.List;
import java.util.Optional;

/** The ids of a tokenizer that has them; nothing is learned of them. */
final class NumberedLexicon extends TextLexicon {
  private final NumberedTokenizer tokenizer;

  NumberedLexicon(TextItems texts, NumberedTokenizer tokenizer) {
    super(texts);
    this.tokenizer = tokenizer;
  }

  @Override
  public float[] ids(float[] items) {
    return items;
  }

  @Override
  public void observe(float[] items, int first) {}

  @Override
  public double share(int id) {
    return 0;
  }

  @Override
  public String text(int[] ids) {
    return tokenizer.decode(ids, 0, ids.length);
  }

  @Override
  public String continued(String text, int[] ids) {
    return text + text(ids);
  }

  @Override
  public Optional<String> token(int id) {
    return Optional.of(text(new int[] {id}));
  }

  @Override
  public Optional<Templates.Nearest> nearest(List<String> tokens) {
    return Optional.empty();
  }

  @Override
  void writeIds(StateWriter out) {}

  @Override
  void readIds(StateReader in) {}
}
