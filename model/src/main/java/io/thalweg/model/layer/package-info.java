/**
 * The fused layers encoders and heads are made of. Each has a hand-written forward and backward
 * over preallocated {@code float[]}; matrix products go through ND4J's own OpenBLAS.
 *
 * <p>Why not ND4J operations: one elementwise operation costs 10-50 us whatever its size, and a
 * learning step of a small network needs some forty of them. See {@code
 * docs/adr/0001-fused-layers.md}.
 */
@NullMarked
package io.thalweg.model.layer;

import org.jspecify.annotations.NullMarked;
