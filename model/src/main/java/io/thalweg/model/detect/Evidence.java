package io.thalweg.model.detect;

/** What can be shown of an improbable event, beside the figures of its parts. */
public sealed interface Evidence permits Region, MarkedText {

  /**
   * One phrase.
   *
   * @param parts the parts that contributed most, as a phrase
   */
  String text(String parts);

  /** What such events are called, several of them. */
  String events();
}
