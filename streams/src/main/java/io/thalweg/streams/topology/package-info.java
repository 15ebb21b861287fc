/** The two topologies, each readable like the picture in {@code docs/architecture.md}. */
@NullMarked
package io.thalweg.streams.topology;

import org.jspecify.annotations.NullMarked;
