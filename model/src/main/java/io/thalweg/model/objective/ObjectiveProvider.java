package io.thalweg.model.objective;

import io.thalweg.model.spec.Provider;
import io.thalweg.model.spec.Spec;

/** An objective that a jar on the class path adds; see {@link Provider}. */
public interface ObjectiveProvider extends Provider {

  /** Checks the options and makes the objective for targets of a size. */
  Objective create(int targetSize, Spec spec);
}
