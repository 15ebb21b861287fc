package io.thalweg.model.item;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An entity's way from texts to token ids. */
public final class TextEntityItems extends UnscaledItems {
  private static final byte END = '\n';

  private final int mostTokens;
  private byte[] tokens = {};

  /** An entity of which nothing has been seen. */
  public TextEntityItems(TextItems settings) {
    super(settings.grace());
    mostTokens = settings.mostTokens();
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
    byte[] bytes = ((Content.Text) content).text().getBytes(StandardCharsets.UTF_8);
    tokens = Arrays.copyOf(bytes, Math.min(bytes.length + 1, mostTokens));
    tokens[tokens.length - 1] = END;
  }

  /** Tokens of the text that arrived last, the line feed at the end among them; a byte each. */
  public byte[] tokens() {
    return tokens;
  }

  @Override
  public float[] items() {
    float[] ids = new float[tokens.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = tokens[i] & 0xff;
    }
    return ids;
  }

  @Override
  void writeContent(StateWriter out) {
    out.writeInt(tokens.length).room(tokens.length).put(tokens);
  }

  @Override
  void readContent(StateReader in) {
    tokens = new byte[in.readCount(1)];
    in.need(tokens.length).get(tokens);
  }
}
