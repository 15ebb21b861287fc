package io.thalweg.streams.decode;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * Takes the values of the pipeline's fields while a decoder finds them in a structure, and refuses
 * those of a wrong type. Fields are numbered in the order of {@code source.fields}; timestamp and
 * entity are the decoder's.
 */
interface FieldValues {

  /** A number; NaN and infinities are such. */
  void number(int field, double value) throws Rejection;

  /** A text of JSON, at which the parser stands: only who wants texts makes one of it. */
  void text(int field, JsonParser parser) throws Rejection, IOException;

  /**
   * A text as it was sent.
   *
   * @param bytes UTF-8, if the writer was honest; not to be kept
   * @param length how many of them are the text's
   */
  void text(int field, byte[] bytes, int length) throws Rejection;

  /**
   * A value that is neither.
   *
   * @param what it is, such as "a truth value"
   */
  void other(int field, String what) throws Rejection;
}
