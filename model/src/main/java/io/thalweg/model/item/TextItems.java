package io.thalweg.model.item;

import io.thalweg.model.spec.Spec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How texts become items: one token id each, the bytes of UTF-8 and a line feed at the end. Of a
 * text that is longer the beginning is taken.
 *
 * @param mostTokens of one text, the line feed among them, 2 to {@value #MOST_TOKENS}
 * @param grace how far a text may lie behind its entity's newest and still be taken
 */
public record TextItems(int mostTokens, Duration grace) implements ItemSettings {
  /** Name under which architectures know it. */
  public static final String TYPE = "text";

  /** Ids there are. */
  public static final int VOCABULARY = 256;

  /** A text that is longer is no line of a log, nor a message. */
  public static final int MOST_TOKENS = 65_536;

  private static final FieldSet FIELDS = new FieldSet(List.of(TYPE));

  /** Checks the ranges. */
  public TextItems {
    if (mostTokens < 2 || mostTokens > MOST_TOKENS) {
      throw new IllegalArgumentException(
          "a text has 2 to %d tokens at most, not %d".formatted(MOST_TOKENS, mostTokens));
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace must not be negative, not " + grace);
    }
  }

  /** What the items of an architecture are, if they are texts; empty where they are others. */
  public static Optional<TextItems> of(Spec items) {
    if (!items.type().equals(TYPE)) {
      return Optional.empty();
    }
    items.allow("tokenizer", "length");
    items.oneOf("tokenizer", "bytes");
    return Optional.of(new TextItems(items.integer("length", 4096, 2, MOST_TOKENS), DEFAULT_GRACE));
  }

  @Override
  public FieldSet fields() {
    return FIELDS;
  }

  @Override
  public int itemSize() {
    return 1;
  }

  @Override
  public Spec spec() {
    return new Spec(TYPE, Map.of("tokenizer", "bytes", "length", mostTokens));
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
