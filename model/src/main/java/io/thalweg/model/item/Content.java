package io.thalweg.model.item;

import io.thalweg.model.picture.Picture;

/** What an event says, as its modality has read it. */
public sealed interface Content {

  /**
   * Numbers.
   *
   * @param values one per field of the pipeline's {@link FieldSet}; NaN where missing, never
   *     infinite
   */
  record Values(double[] values) implements Content {}

  /**
   * A frame or a still image.
   *
   * @param picture of the pipeline's shape
   */
  record Image(Picture picture) implements Content {}

  /**
   * A line of text, a message, a document.
   *
   * @param text without the end of its line
   * @param replaced sequences of the record it came from that were no UTF-8, each of which became
   *     U+FFFD
   */
  record Text(String text, int replaced) implements Content {

    /** A text of which nothing had to be replaced. */
    public Text(String text) {
      this(text, 0);
    }
  }
}
