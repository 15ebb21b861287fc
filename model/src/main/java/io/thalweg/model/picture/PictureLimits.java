package io.thalweg.model.picture;

/**
 * What is decoded at most.
 *
 * @param maxPixels width times height, as the file's header has it, at most; 1 to {@link
 *     PictureShape#MAX_PIXELS}
 */
public record PictureLimits(int maxPixels) {
  /** 16 megapixels, which is also the most. */
  public static final PictureLimits DEFAULT = new PictureLimits(PictureShape.MAX_PIXELS);

  /** Checks the range. */
  public PictureLimits {
    if (maxPixels < 1 || maxPixels > PictureShape.MAX_PIXELS) {
      throw new IllegalArgumentException(
          "max-pixels must be 1 to %d, not %d".formatted(PictureShape.MAX_PIXELS, maxPixels));
    }
  }

  /** The shape of a picture a header announces, refused when it is empty or too large. */
  PictureShape accept(String format, long height, long width, int channels)
      throws PictureException {
    if (height < 1 || width < 1) {
      throw new PictureException("The %s has no pixels: it is %d x %d.", format, width, height);
    }
    // Each side is compared by itself first, so that no product overflows.
    if (height > maxPixels || width > maxPixels || height * width > maxPixels) {
      throw new PictureException(
          "The %s has %d x %d pixels, more than the limit of %d.",
          format, width, height, maxPixels);
    }
    return new PictureShape((int) height, (int) width, channels);
  }
}
