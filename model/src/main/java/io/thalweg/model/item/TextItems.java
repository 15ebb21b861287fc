package io.thalweg.model.item;

import io.thalweg.model.spec.Spec;
import io.thalweg.model.text.NumberedTokenizer;
import io.thalweg.model.text.Token;
import io.thalweg.model.text.Tokenizer;
import io.thalweg.model.text.Tokenizers;
import java.time.Duration;
import java.util.List;

/**
 * How texts become items: one per token, and one for the end. Of a text that is longer the
 * beginning is taken.
 *
 * <p>Tokens that have numbers of their own ({@link NumberedTokenizer}: bytes) are items by these.
 * Others are words without end: an item is one as it is {@link Spelling spelled}, and the learner's
 * {@link Lexicon} gives it its id. A network takes ids only.
 */
public final class TextItems implements ItemSettings {
  /** Name under which architectures know it. */
  public static final String TYPE = "text";

  /** The token behind the last of a text, where tokens are words. */
  static final String END = "\n";

  private static final FieldSet FIELDS = new FieldSet(List.of(TYPE));

  private final TextOptions options;
  private final Tokenizer tokenizer;
  private final Duration grace;

  /**
   * Texts under these options.
   *
   * @param grace how far a text may lie behind its entity's newest and still be taken
   */
  public TextItems(TextOptions options, Duration grace) {
    this(options, Tokenizers.create(options.tokenizer()), grace);
  }

  TextItems(TextOptions options, Tokenizer tokenizer, Duration grace) {
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace must not be negative, not " + grace);
    }
    this.options = options;
    this.tokenizer = tokenizer;
    this.grace = grace;
  }

  /**
   * The texts a pipeline file describes.
   *
   * @throws IllegalArgumentException with one sentence that names what is wrong
   */
  public static TextItems of(Spec spec, Duration grace) {
    TextItems items = new TextItems(TextOptions.of(spec), grace);
    if (items.isNumbered()) {
      items.options.refuseWords(spec);
    }
    return items;
  }

  /** The same under another grace. */
  public TextItems withGrace(Duration another) {
    return new TextItems(options, tokenizer, another);
  }

  /** Whether the items of an architecture are tokens of texts. */
  public static boolean are(Spec items) {
    return items.type().equals(TYPE);
  }

  /** Whether they are, and each text is in segments of its own. */
  public static boolean areSeparate(Spec items) {
    return are(items) && TextOptions.of(items).separate();
  }

  /** Whether tokens have numbers of their own. */
  boolean isNumbered() {
    return tokenizer instanceof NumberedTokenizer;
  }

  Tokenizer tokenizer() {
    return tokenizer;
  }

  /** Tokens of a text, as many as are taken of one. */
  List<Token> tokens(String text) {
    List<Token> tokens = tokenizer.tokenize(text).tokens();
    return tokens.size() < options.mostTokens()
        ? tokens
        : tokens.subList(0, options.mostTokens() - 1);
  }

  /**
   * A text as items.
   *
   * @param end whether its end is the last
   * @return {@code [tokens, itemSize]}
   */
  public float[] items(String text, boolean end) {
    return items(tokens(text), end);
  }

  float[] items(List<Token> tokens, boolean end) {
    int size = itemSize();
    float[] items = new float[(tokens.size() + (end ? 1 : 0)) * size];
    for (int i = 0; i < tokens.size(); i++) {
      if (tokenizer instanceof NumberedTokenizer numbered) {
        items[i] = numbered.id(tokens.get(i));
      } else {
        Spelling.write(tokens.get(i).text(), items, i * size, size);
      }
    }
    if (end && tokenizer instanceof NumberedTokenizer numbered) {
      items[tokens.size()] = numbered.end();
    } else if (end) {
      Spelling.write(END, items, tokens.size() * size, size);
    }
    return items;
  }

  /** Ids a network is given lie below it. */
  public int vocabulary() {
    return tokenizer instanceof NumberedTokenizer numbered
        ? numbered.vocabulary()
        : WordLexicon.vocabulary(options.words(), options.buckets());
  }

  @Override
  public FieldSet fields() {
    return FIELDS;
  }

  @Override
  public Duration grace() {
    return grace;
  }

  @Override
  public int itemSize() {
    return isNumbered() ? 1 : Spelling.width(options.wordBytes());
  }

  /** An id. */
  @Override
  public int inputSize() {
    return 1;
  }

  @Override
  public boolean separate() {
    return options.separate();
  }

  @Override
  public TextLexicon newLexicon() {
    return tokenizer instanceof NumberedTokenizer numbered
        ? new NumberedLexicon(this, numbered)
        : new WordLexicon(this, options.words(), options.buckets());
  }

  @Override
  public Spec spec() {
    return options.spec(TYPE, Tokenizers.portable(options.tokenizer(), tokenizer), !isNumbered());
  }

  @Override
  public String layout() {
    return spec().toString();
  }

  @Override
  public EntityItems newEntity() {
    return new TextEntityItems(this);
  }
}
