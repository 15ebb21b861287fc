/**
 * From a prediction's residual to an alert: surprise, calibration without labels, alerts and their
 * explanation.
 *
 * <p>The way of one event:
 *
 * <ol>
 *   <li>{@link StudentTTail}: each field's residual becomes nats of tail improbability;
 *   <li>{@link Surprise}: the fields' nats are combined by sum and by maximum;
 *   <li>{@link SurpriseCalibrator} (one per entity) and {@link PooledCalibrator} (one for all): the
 *       two statistics become one p-value, measured against what the same entity's statistics
 *       usually are; {@link TailCalibrator} is the estimator of one statistic;
 *   <li>{@link AlertPolicy}: p-values below the rate become incidents, one alert each;
 *   <li>{@link Explanation}: what was expected, what came, and which fields it was.
 * </ol>
 *
 * <p>Direction of every score, stated once: a larger surprise is more improbable, a smaller p-value
 * is more improbable.
 *
 * <p>Nothing here reads a clock, draws a random number or depends on iteration order: the same
 * calls give the same bits. Nothing is thread-safe unless it is immutable.
 */
@NullMarked
package io.thalweg.model.detect;

import org.jspecify.annotations.NullMarked;
