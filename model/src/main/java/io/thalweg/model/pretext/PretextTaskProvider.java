package io.thalweg.model.pretext;

import io.thalweg.model.spec.Provider;
import io.thalweg.model.spec.Spec;

/** A pretext task that a jar on the class path adds; see {@link Provider}. */
public interface PretextTaskProvider extends Provider {

  /** Checks the options and makes the task. */
  PretextTask create(Spec spec);
}
