package io.thalweg.model.item;

/**
 * One decoded sensor event.
 *
 * @param entity what was measured (a machine, a session); the unit that has a past
 * @param timestampMillis event time, milliseconds since 1970
 * @param values one per field of the pipeline's {@link FieldSet}; NaN where missing, never
 *     infinite; owned by the reading
 * @param partition source partition
 * @param offset source offset
 */
public record Reading(
    String entity, long timestampMillis, double[] values, int partition, long offset) {}
