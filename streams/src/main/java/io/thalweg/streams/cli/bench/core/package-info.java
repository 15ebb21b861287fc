/**
 * {@code bench core}: what one optimizer step and one serving step cost, beside the matrix products
 * in them, DL4J and libtorch.
 *
 * <p>A network to measure is one class here that implements {@link Shape}, and one line in {@link
 * Shapes}. libtorch needs another JavaCPP than ND4J and so runs in a JVM of its own: see {@link
 * Peer}.
 */
@NullMarked
package io.thalweg.streams.cli.bench.core;

import org.jspecify.annotations.NullMarked;
