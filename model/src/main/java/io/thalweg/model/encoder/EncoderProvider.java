package io.thalweg.model.encoder;

import io.thalweg.model.spec.Provider;
import io.thalweg.model.spec.Spec;

/** An encoder that a jar on the class path adds; see {@link Provider}. */
public interface EncoderProvider extends Provider {

  /** Checks the options and makes the encoder for items of a size. */
  Encoder create(int inputSize, Spec spec);
}
