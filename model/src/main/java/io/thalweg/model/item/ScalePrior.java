package io.thalweg.model.item;

/**
 * What is typical of the entities seen so far, field by field: the prior for a new one. Travels in
 * the snapshot's manifest. Where nothing is known of a field, which has come later than the
 * entities or the version, all three are NaN; never in a manifest.
 *
 * @param location mean location of the level, {@code [fields]}
 * @param scale typical scale of the level, {@code [fields]}, positive
 * @param changeScale typical scale of the change, {@code [fields]}, positive
 */
public record ScalePrior(double[] location, double[] scale, double[] changeScale) {}
