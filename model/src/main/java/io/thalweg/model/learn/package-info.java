/**
 * The learner: a pure fold over segments and boundaries.
 *
 * <p>{@code fold(state, input) -> (state', effects)}; live learning, restoring after a crash and
 * backtesting a file are three drivers of the same fold, so they agree by construction. Nothing
 * here reads a clock, a file or a random source of its own.
 */
@NullMarked
package io.thalweg.model.learn;

import org.jspecify.annotations.NullMarked;
