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
public record ScalePrior(double[] location, double[] scale, double[] changeScale) {
  /** Of items that need none, such as pixels and token ids: one field, at 0, of scale 1. */
  public static final ScalePrior UNIT =
      new ScalePrior(new double[] {0}, new double[] {1}, new double[] {1});
}
