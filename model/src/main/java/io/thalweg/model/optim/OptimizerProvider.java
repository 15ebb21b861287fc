package io.thalweg.model.optim;

import io.thalweg.model.spec.Provider;
import io.thalweg.model.spec.Spec;

/** An optimizer that a jar on the class path adds; see {@link Provider}. */
public interface OptimizerProvider extends Provider {

  /**
   * Checks the options and makes the optimizer.
   *
   * @param size number of parameters
   * @param weights how many of the leading ones are weights that may decay
   */
  Optimizer create(int size, int weights, Spec spec);
}
