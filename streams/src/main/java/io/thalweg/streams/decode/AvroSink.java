package io.thalweg.streams.decode;

import org.jspecify.annotations.Nullable;

/** Takes the wanted values of an Avro record; slots are those of the {@link FieldPaths}. */
interface AvroSink {

  /**
   * An int or long.
   *
   * @param time its unit if the schema declares it a time
   */
  void whole(int slot, long value, @Nullable AvroTime time) throws Rejection;

  /** A float or double. */
  void number(int slot, double value) throws Rejection;

  /** A string or an enum's symbol, as UTF-8. */
  void text(int slot, byte[] bytes, int length) throws Rejection;

  /** A null: missing. */
  void missing(int slot) throws Rejection;

  /** A value that can be none of these, already skipped. */
  void other(int slot, String what) throws Rejection;
}
