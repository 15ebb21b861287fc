package io.thalweg.streams.cli.bench.text;

/** Adds up how many bits characters took, over a text and over its last tenth. Not thread-safe. */
final class Bits {
  private static final double NATS = 1 / Math.log(2);

  private final int length;
  private double whole;
  private double last;
  private int count;
  private int lastCount;

  /**
   * Means.
   *
   * @param whole over all characters
   * @param lastTenth over the last tenth of the text
   */
  record PerCharacter(double whole, double lastTenth) {}

  /**
   * @param length characters of the text
   */
  Bits(int length) {
    this.length = length;
  }

  /**
   * Adds one character.
   *
   * @param position in the text, from 0
   * @param logProbability natural logarithm of the probability it was given
   */
  void add(int position, double logProbability) {
    whole -= logProbability * NATS;
    count++;
    if (position >= length - length / 10) {
      last -= logProbability * NATS;
      lastCount++;
    }
  }

  PerCharacter perCharacter() {
    return new PerCharacter(whole / count, last / lastCount);
  }
}
