package io.thalweg.model.picture;

/** One accepted format. One thread's. */
interface PictureFormat {

  /** Whether the first bytes are those of the format. */
  boolean recognises(byte[] file);

  /**
   * Decodes a recognised file.
   *
   * @param channels what the caller wants in the end: where grey is cheaper to decode than colour,
   *     grey is given to who wants grey; a caller must expect either
   * @return the picture, whose pixels may be used until the next call
   */
  Picture decode(byte[] file, int channels, PictureLimits limits) throws PictureException;
}
