package io.thalweg.model.text;

import io.thalweg.model.spec.Provider;
import io.thalweg.model.spec.Spec;

/** A tokenizer that a jar on the class path adds; see {@link Provider}. */
public interface TokenizerProvider extends Provider {

  /** Checks the options and makes the tokenizer. */
  Tokenizer create(Spec spec);
}
