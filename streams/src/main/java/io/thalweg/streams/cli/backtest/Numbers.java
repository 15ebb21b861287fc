package io.thalweg.streams.cli.backtest;

import com.fasterxml.jackson.core.io.NumberOutput;

/**
 * Numbers as text: the shortest decimal that reads back to the same bits, on every version of Java
 * ({@code Double.toString} is neither before Java 19).
 */
final class Numbers {
  private Numbers() {}

  static String of(double value) {
    return NumberOutput.toString(value, true);
  }

  static String of(float value) {
    return NumberOutput.toString(value, true);
  }
}
