/** {@code bench text}: how few bits a character takes that was foretold before it was learned. */
@NullMarked
package io.thalweg.streams.cli.bench.text;

import org.jspecify.annotations.NullMarked;
