package io.thalweg.streams.cli.bench.text;

import java.util.Map;

/**
 * What the benchmark gave.
 *
 * @param text what was read
 * @param preset what learned
 * @param parameters of the network
 * @param steps the optimizer took
 * @param learned characters the network learned from: whole segments
 * @param counts n-gram counts alone, by their order
 * @param network alone; its speed is that of learning
 * @param mixture network and counts, with the time of both
 */
record TextReport(
    SampleText text,
    TextPreset preset,
    int parameters,
    long steps,
    int learned,
    Map<Integer, Result> counts,
    Result network,
    Result mixture) {

  /**
   * One predictor.
   *
   * @param bits per character, each foretold before it was learned
   * @param speed characters per second, foretold and learned
   * @param processorSpeed the same per second of processor time
   */
  record Result(Bits.PerCharacter bits, double speed, double processorSpeed) {}
}
