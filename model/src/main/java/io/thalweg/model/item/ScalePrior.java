package io.thalweg.model.item;

/**
 * What is typical of the entities seen so far, field by field: the prior for a new one. Travels in
 * the snapshot's manifest.
 *
 * @param location mean location of the level, {@code [fields]}
 * @param scale typical scale of the level, {@code [fields]}, positive
 * @param changeScale typical scale of the change, {@code [fields]}, positive
 */
public record ScalePrior(double[] location, double[] scale, double[] changeScale) {}
