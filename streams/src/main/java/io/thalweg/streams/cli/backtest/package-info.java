/**
 * The backtest: learning and serving the records of a file in one thread, without a broker, and
 * what it writes. Reading goes on ahead of that thread, and writing behind it.
 */
@NullMarked
package io.thalweg.streams.cli.backtest;

import org.jspecify.annotations.NullMarked;
