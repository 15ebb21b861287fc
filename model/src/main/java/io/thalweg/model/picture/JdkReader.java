package io.thalweg.model.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own decoder of one format, reused from file to file. A plug-in that happens to lie on
 * the class path is never asked, whatever it registers itself for.
 *
 * <p>The stream is ours, so {@code ImageIO}'s cache on disk is not used, and its setting, which is
 * one for the whole process, is left alone.
 */
final class JdkReader {
  private final String format;
  private @Nullable ImageReader reader;
  private @Nullable String warning;

  JdkReader(String format) {
    this.format = format;
  }

  /**
   * Decodes.
   *
   * @param input a file whose header was found to be acceptable
   * @param destination what to decode into, in its colours; null for a new image in the file's own
   */
  BufferedImage read(BytesInput input, @Nullable BufferedImage destination)
      throws PictureException {
    ImageReader open = reader == null ? open() : reader;
    reader = null; // one that has failed is not trusted again
    warning = null;
    BufferedImage image;
    try {
      open.setInput(input, false, true);
      ImageReadParam param = open.getDefaultReadParam();
      param.setDestination(destination);
      image = open.read(0, param);
      open.setInput(null);
    } catch (IOException | RuntimeException e) {
      open.dispose();
      throw PictureException.damaged(format, e);
    }
    reader = open;
    if (warning != null) {
      throw new PictureException("The %s is damaged: %s.", format, warning);
    }
    return image;
  }

  private ImageReader open() {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReader candidate = readers.next();
      if (candidate.getClass().getModule() == ImageIO.class.getModule()) {
        candidate.addIIOReadWarningListener((source, said) -> warn(said));
        return candidate;
      }
    }
    throw new IllegalStateException("this Java runtime has no reader of " + format);
  }

  /** Padding before a marker, which cameras write, is all that may be wrong with a file. */
  private void warn(String said) {
    if (!said.contains("extraneous bytes before marker") && warning == null) {
      warning = said;
    }
  }
}
