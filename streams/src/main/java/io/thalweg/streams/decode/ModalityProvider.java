package io.thalweg.streams.decode;

import io.thalweg.model.spec.Provider;
import io.thalweg.model.spec.Spec;

/** A modality that a jar on the class path adds; see {@link Provider}. */
public interface ModalityProvider extends Provider {

  /** Checks the options and makes what reads the events. */
  NumericEvents create(Spec spec);
}
