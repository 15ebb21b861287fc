package io.thalweg.model.objective;

/**
 * An objective over real values: the first block of a prediction row, {@code [targetSize]}, is the
 * value expected, in target units. What errs by how much can be said of these alone.
 */
public interface Regression extends Objective {}
