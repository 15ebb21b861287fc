package io.thalweg.streams.decode;

/**
 * Why a record could not be used. The names are public: they stand in the rejects topic and in
 * metrics.
 */
public enum RejectReason {
  /** The record has no value, or nothing but white space. */
  EMPTY,
  /** The value is larger than {@code source.max.record.bytes}. */
  TOO_LARGE,
  /** The value is not of the source's format, or its text is not UTF-8. */
  MALFORMED,
  /**
   * The schema whose id the value carries is not in the registry, or is not one of an Avro record.
   */
  UNKNOWN_SCHEMA,
  /** The value has more or fewer fields than the pipeline. */
  WRONG_FIELD_COUNT,
  /** A field is NaN: a missing value is left out, empty or null instead. */
  NOT_A_NUMBER,
  /** A field is infinite, or too large for a double. */
  INFINITE,
  /** A field holds something other than a number, such as a text with digits. */
  NON_NUMERIC,
  /** The field that holds the text holds something else, such as a number. */
  NON_TEXT,
  /** The field that holds the timestamp is absent or null. */
  MISSING_TIMESTAMP,
  /** The timestamp cannot be read, or lies before 1970 or after 9999. */
  BAD_TIMESTAMP,
  /** The event lies further ahead of its record's Kafka timestamp than {@code source.future}. */
  FUTURE,
  /** The field that names the entity is absent, null or empty. */
  MISSING_ENTITY,
  /** The entity's name is longer than 256 bytes, blank, not UTF-8, or holds control characters. */
  BAD_ENTITY,
  /** None of the pipeline's fields has a value. */
  NO_KNOWN_FIELD,
  /**
   * The event lies further behind its entity's newest than {@code source.grace}. Decided by the
   * topology.
   */
  LATE
}
