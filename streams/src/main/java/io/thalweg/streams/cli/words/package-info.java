/** {@code words}: vectors of words, learned from text files and asked about. */
@NullMarked
package io.thalweg.streams.cli.words;

import org.jspecify.annotations.NullMarked;
