package io.thalweg.model.text;

import io.thalweg.model.spec.Spec;

/**
 * A tokenizer whose tokens are numbered once and for all: bytes, or the pieces of a vocabulary that
 * was learned elsewhere. Those of other tokenizers are words without end, which a learner numbers
 * as they come.
 */
public interface NumberedTokenizer extends Tokenizer {

  /** Ids lie below it, whatever comes: at least 2. */
  int vocabulary();

  /** Id of a token this made. */
  int id(Token token);

  /** Id of the end of a line, which is no token of any line. */
  int end();

  /**
   * The text that ids stand for: of those of a line the line, as far as the tokens keep it.
   *
   * @param ids as {@link #id} or {@link #end} gave them; the latter is a line feed
   * @param from first id
   * @param to one behind the last
   */
  String decode(int[] ids, int from, int to);

  /**
   * All that an equal one is made from, to travel with what is learned on its ids; of those that
   * are known by name alone, nothing.
   */
  default byte[] definition() {
    return new byte[0];
  }

  /**
   * How it is named to whoever has its {@link #definition()} and nothing else of the place it was
   * made at: without paths.
   *
   * @param spec what it was made from
   */
  default Spec portable(Spec spec) {
    return spec;
  }
}
