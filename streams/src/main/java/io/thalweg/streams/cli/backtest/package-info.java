/**
 * The backtest: learning and serving the records of a file in one thread, without a broker, and
 * what it writes.
 */
@NullMarked
package io.thalweg.streams.cli.backtest;

import org.jspecify.annotations.NullMarked;
