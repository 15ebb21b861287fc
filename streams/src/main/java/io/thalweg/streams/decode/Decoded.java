package io.thalweg.streams.decode;

import io.thalweg.model.item.Reading;

/** What became of a record's bytes. */
public sealed interface Decoded {
  /** They are an event. */
  record Event(Reading reading) implements Decoded {}

  /**
   * They cannot be used.
   *
   * @param reason the class of the fault
   * @param detail one line for people: where and what, at most 256 characters
   */
  record Rejected(RejectReason reason, String detail) implements Decoded {
    private static final int LONGEST = 256;

    public Rejected {
      String line = detail.replaceAll("\\p{Cntrl}", " ");
      detail = line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
    }
  }
}
