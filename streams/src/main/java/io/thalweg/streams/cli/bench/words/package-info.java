/** {@code bench words}: how fast word vectors are learned, and how well they know what is alike. */
@NullMarked
package io.thalweg.streams.cli.bench.words;

import org.jspecify.annotations.NullMarked;
