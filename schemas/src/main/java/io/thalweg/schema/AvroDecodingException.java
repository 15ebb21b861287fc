package io.thalweg.schema;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that are not a message of the expected record. The message of the exception is one sentence
 * fit for the {@code detail} of a {@link Reject}; it never quotes the payload.
 */
public final class AvroDecodingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  AvroDecodingException(String sentence) {
    super(sentence);
  }

  AvroDecodingException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
