package io.thalweg.model.text;

import io.thalweg.model.spec.Provider;
import io.thalweg.model.spec.Spec;

/** A tokenizer that a jar on the class path adds; see {@link Provider}. */
public interface TokenizerProvider extends Provider {

  /** Checks the options and makes the tokenizer. */
  Tokenizer create(Spec spec);

  /**
   * An equal one from what a {@link NumberedTokenizer} says of itself. Where there is no definition
   * the name is enough.
   *
   * @param spec its {@link NumberedTokenizer#portable}
   * @param definition its {@link NumberedTokenizer#definition()}, not to be believed
   */
  default Tokenizer restore(Spec spec, byte[] definition) {
    return create(spec);
  }
}
