package io.thalweg.streams.cli.demo;

/**
 * What a demo's figures must reach. How late an alert may be, each {@link Disturber.Incident} says.
 *
 * @param mostLossRatio the model's loss must be at most this part of the baseline's
 * @param mostQuietAlerts more alerts than this while nothing happens are too many
 */
public record DemoLimits(double mostLossRatio, int mostQuietAlerts) {}
