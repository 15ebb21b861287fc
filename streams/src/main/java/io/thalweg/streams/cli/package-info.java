/** The commands: each parses its options, calls the program, and prints what came out. */
@NullMarked
package io.thalweg.streams.cli;

import org.jspecify.annotations.NullMarked;
