package io.thalweg.model.item;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import io.thalweg.model.text.Token;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An entity's way from texts to tokens. */
public final class TextEntityItems extends UnscaledItems {
  private final TextItems settings;
  private String text = "";
  private List<Token> tokens = List.of();

  /** An entity of which nothing has been seen. */
  public TextEntityItems(TextItems settings) {
    super(settings.grace());
    this.settings = settings;
  }

  @Override
  void check(Content content) {
    if (!(content instanceof Content.Text)) {
      throw new IllegalArgumentException(
          "a text is wanted, not " + content.getClass().getSimpleName());
    }
  }

  @Override
  void take(Content content) {
    byte[] utf8 = ((Content.Text) content).text().getBytes(StandardCharsets.UTF_8);
    // As it will be read again: half a surrogate pair has no bytes of its own.
    take(new String(utf8, StandardCharsets.UTF_8));
  }

  private void take(String content) {
    text = content;
    tokens = settings.tokens(content);
  }

  /** The text that arrived last, as it came. */
  public String text() {
    return text;
  }

  /** Tokens of the text that arrived last; its {@link #items} end with one more, its end. */
  public List<Token> tokens() {
    return tokens;
  }

  @Override
  public float[] items() {
    return settings.items(tokens, true);
  }

  @Override
  void writeContent(StateWriter out) {
    out.writeString(text);
  }

  @Override
  void readContent(StateReader in) {
    take(in.readString());
  }
}
