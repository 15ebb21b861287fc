package io.thalweg.model.item;

/**
 * One decoded event.
 *
 * @param entity what was measured or filmed (a machine, a session, a camera); the unit that has a
 *     past
 * @param timestampMillis event time, milliseconds since 1970
 * @param content what it says; owned by the reading
 * @param partition source partition
 * @param offset source offset
 */
public record Reading(
    String entity, long timestampMillis, Content content, int partition, long offset) {

  /**
   * A sensor's event.
   *
   * @param values one per field, NaN where missing, never infinite
   */
  public Reading(String entity, long timestampMillis, double[] values, int partition, long offset) {
    this(entity, timestampMillis, new Content.Values(values), partition, offset);
  }

  /**
   * The numbers of a sensor's event.
   *
   * @throws IllegalArgumentException when it is no such event
   */
  public double[] values() {
    if (content instanceof Content.Values numbers) {
      return numbers.values();
    }
    throw new IllegalArgumentException(
        "numbers are wanted, the event is " + content.getClass().getSimpleName());
  }
}
