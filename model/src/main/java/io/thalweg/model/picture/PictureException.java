package io.thalweg.model.picture;

import java.util.Locale;

/**
 * Bytes that are no picture, or none that is accepted. The message is one sentence of at most 200
 * characters, fit to be written to a topic of rejects.
 */
public final class PictureException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int MAX_CHARACTERS = 200;

  PictureException(String format, Object... values) {
    super(shortened(String.format(Locale.ROOT, format, values)));
  }

  /** What a decoder of the JDK had to say, whatever it is. */
  static PictureException damaged(String format, Throwable cause) {
    PictureException damaged =
        new PictureException("The %s is damaged: %s.", format, printable(innermost(cause)));
    damaged.initCause(cause);
    return damaged;
  }

  /** What was said first: those that catch and throw on add no more than that they did. */
  private static String innermost(Throwable cause) {
    String said = cause.getClass().getSimpleName();
    for (Throwable next = cause; next != null; next = next.getCause()) {
      said = next.getMessage() == null ? next.getClass().getSimpleName() : next.getMessage();
    }
    return said;
  }

  private static String printable(String said) {
    return said.replaceAll("[^\\x20-\\x7E]+", " ").strip().replaceAll("\\.$", "");
  }

  private static String shortened(String message) {
    return message.length() <= MAX_CHARACTERS
        ? message
        : message.substring(0, MAX_CHARACTERS - 4) + "....";
  }
}
