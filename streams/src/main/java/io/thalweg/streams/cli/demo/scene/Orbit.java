package io.thalweg.streams.cli.demo.scene;

/**
 * A smooth closed path: a Lissajous figure, travelled once in {@code period} frames.
 *
 * @param x of its centre, pixels
 * @param y of its centre, pixels
 * @param width half of its width, pixels
 * @param height half of its height, pixels
 * @param period frames of one round, positive
 * @param loops how often it goes up and down while it goes to and fro once
 * @param phase where it begins, rounds
 */
record Orbit(
    double x, double y, double width, double height, double period, int loops, double phase) {

  double xAt(long frame) {
    return x + width * Math.sin(2 * Math.PI * (frame / period + phase));
  }

  double yAt(long frame) {
    return y + height * Math.cos(2 * Math.PI * (loops * frame / period + phase));
  }
}
