/** Optimizers, learning-rate schedules and gradient clipping over one flat parameter vector. */
@NullMarked
package io.thalweg.model.optim;

import org.jspecify.annotations.NullMarked;
