package io.thalweg.model.detect;

/**
 * One field's part in an event's surprise.
 *
 * @param field its name
 * @param observed what came
 * @param expected location of the predicted distribution, in the unit of the field
 * @param scale its scale (about one standard deviation), in the unit of the field, at least 0
 * @param surprise nats of this field
 * @param share of the sum over the present fields, in [0, 1]
 */
public record Contribution(
    String field, double observed, double expected, double scale, double surprise, double share) {

  /** As in {@code cpu.user 97 (expected 12 ± 4)}. */
  String text() {
    return field
        + " "
        + BriefNumber.of(observed, 3)
        + " (expected "
        + BriefNumber.of(expected, 3)
        + " ± "
        + BriefNumber.of(scale, 2)
        + ")";
  }
}
