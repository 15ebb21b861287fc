package io.thalweg.model.snapshot;

/**
 * What was expected of each token of a text before it came. Arrays run parallel to the tokens and
 * are not to be modified.
 *
 * @param nats negative log probability of the token that came, at least 0
 * @param expected entropy of the distribution it came from: how surprising it was expected to be
 */
public record TokenSurprises(double[] nats, double[] expected) {}
