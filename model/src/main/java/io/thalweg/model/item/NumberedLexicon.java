package io.thalweg.model.item;

import io.thalweg.model.text.NumberedTokenizer;
import java.util.Optional;

/** The ids of a tokenizer that has them; nothing is learned of them. */
final class NumberedLexicon extends TextLexicon {
  private final NumberedTokenizer tokenizer;

  NumberedLexicon(TextItems texts, NumberedTokenizer tokenizer) {
    super(texts);
    this.tokenizer = tokenizer;
  }

  @Override
  public String continued(String text, int[] ids) {
    return text + tokenizer.decode(ids, 0, ids.length);
  }

  @Override
  public Optional<String> token(int id) {
    return Optional.of(text(new int[] {id}));
  }
}
