/** Objectives: what a prediction costs, one file per loss, in nats where it is a likelihood. */
@NullMarked
package io.thalweg.model.objective;

import org.jspecify.annotations.NullMarked;
