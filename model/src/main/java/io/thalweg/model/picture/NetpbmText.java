package io.thalweg.model.picture;

/** Walks through the numbers of a PGM or PPM file. */
final class NetpbmText {
  private final byte[] file;
  private final String format;
  private int at;

  NetpbmText(byte[] file, int from, String format) {
    this.file = file;
    this.at = from;
    this.format = format;
  }

  static boolean isSpace(byte character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }

  /** The next number, which must not exceed a maximum. */
  int number(int max) throws PictureException {
    skipSpace();
    int from = at;
    long number = 0;
    while (at < file.length && file[at] >= '0' && file[at] <= '9') {
      number = 10 * number + (file[at++] - '0');
      if (number > max) {
        throw new PictureException(
            "The %s has a number above %d in its header or pixels.", format, max);
      }
    }
    if (at == from) {
      throw at == file.length
          ? new PictureException("The %s is cut off: a number is missing.", format)
          : new PictureException("The %s has no number at byte %d.", format, at);
    }
    return (int) number;
  }

  /** Where the pixels of a binary file begin: after the one space that ends the header. */
  int data() throws PictureException {
    if (at == file.length || !isSpace(file[at])) {
      throw new PictureException("The %s has no space between header and pixels.", format);
    }
    return at + 1;
  }

  /** Bytes that follow the last number. */
  int left() {
    return file.length - at;
  }

  /** Refuses anything but space and comments. */
  void requireEnd() throws PictureException {
    skipSpace();
    if (at < file.length) {
      throw new PictureException("The %s goes on after its last pixel.", format);
    }
  }

  private void skipSpace() {
    while (at < file.length && (isSpace(file[at]) || file[at] == '#')) {
      if (file[at++] == '#') {
        while (at < file.length && file[at] != '\n' && file[at] != '\r') {
          at++;
        }
      }
    }
  }
}
