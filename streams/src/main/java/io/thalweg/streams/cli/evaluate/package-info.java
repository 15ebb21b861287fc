/** Public benchmarks: what Thalweg reaches on data whose labels are read for scoring only. */
@NullMarked
package io.thalweg.streams.cli.evaluate;

import org.jspecify.annotations.NullMarked;
