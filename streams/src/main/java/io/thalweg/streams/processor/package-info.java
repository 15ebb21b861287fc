/** The processors of the topologies, one per file. What they compute is in module {@code model}. */
@NullMarked
package io.thalweg.streams.processor;

import org.jspecify.annotations.NullMarked;
