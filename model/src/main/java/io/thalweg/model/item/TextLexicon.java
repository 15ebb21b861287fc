package io.thalweg.model.item;

import io.thalweg.model.spec.Spec;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import io.thalweg.model.text.NumberedTokenizer;
import io.thalweg.model.text.Templates;
import io.thalweg.model.text.Tokenizer;
import io.thalweg.model.text.Tokenizers;
import java.util.List;
import java.util.Optional;

/**
 * The ids of tokens, and the way back from ids to texts. What the tokenizer is made of is part of
 * the state, so that who reads a version can read texts, too.
 */
public abstract sealed class TextLexicon implements Lexicon permits NumberedLexicon, WordLexicon {
  private final TextItems texts;

  TextLexicon(TextItems texts) {
    this.texts = texts;
  }

  /**
   * The lexicon a version took along.
   *
   * @param items of its architecture
   * @param state empty for one that knows nothing
   * @throws IllegalArgumentException with one sentence when the items are no texts, or of a
   *     tokenizer that is not there
   * @throws IllegalStateException when the state does not fit the items
   */
  public static TextLexicon of(Spec items, byte[] state) {
    if (!TextItems.are(items)) {
      throw new IllegalArgumentException("items of '%s' are no texts".formatted(items.type()));
    }
    TextOptions options = TextOptions.of(items);
    byte[] definition = state.length == 0 ? state : readDefinition(new StateReader(state));
    Tokenizer tokenizer = Tokenizers.restore(options.tokenizer(), definition);
    TextLexicon lexicon =
        new TextItems(options, tokenizer, ItemSettings.DEFAULT_GRACE).newLexicon();
    if (state.length > 0) {
      StateReader in = new StateReader(state);
      lexicon.readFrom(in);
      in.expectEnd();
    }
    return lexicon;
  }

  /**
   * Whether a state brings what its tokenizer is made of: a file of others, to be read by native
   * code only once it is known to be the pipeline's own, or the user has asked for it.
   */
  public static boolean bringsTokenizer(byte[] state) {
    return state.length > 0 && readDefinition(new StateReader(state)).length > 0;
  }

  /** How texts become the items this gives ids to. */
  public final TextItems texts() {
    return texts;
  }

  /** The text ids stand for; each end is a line feed. */
  public final String text(int[] ids) {
    return continued("", ids);
  }

  /** A text and, behind it, what ids stand for. */
  public abstract String continued(String text, int[] ids);

  /** The token of an id; empty where several share it, or none has come. */
  public abstract Optional<String> token(int id);

  /** The line most like one, of those that come often; empty where none is known. */
  public Optional<Templates.Nearest> nearest(List<String> tokens) {
    return Optional.empty();
  }

  /** Appends what has been learned of ids. */
  void writeIds(StateWriter out) {}

  /** Replaces it. */
  void readIds(StateReader in) {}

  @Override
  public final void writeTo(StateWriter out) {
    byte[] definition = definition();
    out.writeInt(definition.length).room(definition.length).put(definition);
    writeIds(out);
  }

  @Override
  public final void readFrom(StateReader in) {
    // Not compared: packed by another Java its bytes may differ. The items' spec has its hash.
    readDefinition(in);
    readIds(in);
  }

  private byte[] definition() {
    return texts.tokenizer() instanceof NumberedTokenizer numbered
        ? numbered.definition()
        : new byte[0];
  }

  private static byte[] readDefinition(StateReader in) {
    byte[] definition = new byte[in.readCount(1)];
    in.need(definition.length).get(definition);
    return definition;
  }
}
