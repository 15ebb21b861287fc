package io.thalweg.model.item;

import io.thalweg.model.text.NumberedTokenizer;
import java.util.Arrays;
import java.util.Optional;

/** The ids of a tokenizer that has them; nothing is learned of them. */
final class NumberedLexicon extends TextLexicon {
  private final NumberedTokenizer tokenizer;

  NumberedLexicon(TextItems texts, NumberedTokenizer tokenizer) {
    super(texts);
    this.tokenizer = tokenizer;
  }

  /** What the tokenizer puts between the two (a blank, between words) is only seen in the whole. */
  @Override
  public String continued(String text, int[] ids) {
    int[] before = texts().tokens(text).stream().mapToInt(tokenizer::id).toArray();
    int[] whole = Arrays.copyOf(before, before.length + ids.length);
    System.arraycopy(ids, 0, whole, before.length, ids.length);
    String read = tokenizer.decode(before, 0, before.length);
    String all = tokenizer.decode(whole, 0, whole.length);
    return all.startsWith(read)
        ? text + all.substring(read.length())
        : text + tokenizer.decode(ids, 0, ids.length);
  }

  @Override
  public Optional<String> token(int id) {
    return Optional.of(text(new int[] {id}));
  }
}
