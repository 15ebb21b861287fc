/**
 * libtorch as a contestant of {@code bench core}, in a JVM of its own that is asked through its
 * standard input.
 */
@NullMarked
package io.thalweg.peers;

import org.jspecify.annotations.NullMarked;
