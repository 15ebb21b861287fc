/**
 * Serving, the learner's twin: {@code step(entity, reading) -> (entity', observation)}, one cheap
 * step per event. Live serving and backtesting are two drivers of the same step.
 */
@NullMarked
package io.thalweg.model.serve;

import org.jspecify.annotations.NullMarked;
