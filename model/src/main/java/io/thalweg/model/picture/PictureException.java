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
    String said = cause.getMessage();
    PictureException damaged =
        new PictureException(
            "The %s is damaged: %s.",
            format, printable(said == null ? cause.getClass().getSimpleName() : said));
    damaged.initCause(cause);
    return damaged;
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
