package io.thalweg.streams.cli.demo.scene;

import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Turns pictures into JPEG, as network cameras send them, at one quality. The same picture gives
 * the same bytes on one JDK. Not thread-safe; a frame of 160x120 takes about a millisecond.
 */
public final class JpegCamera {
  private static final float QUALITY = 0.85f;

  private final ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
  private final ImageWriteParam settings = writer.getDefaultWriteParam();

  public JpegCamera() {
    settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    settings.setCompressionQuality(QUALITY);
  }

  /**
   * One picture.
   *
   * @param picture of three channels
   */
  public byte[] send(Picture picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image(picture), null, null), settings);
    } catch (IOException e) {
      throw new UncheckedIOException("A frame cannot be written as JPEG", e);
    }
    return bytes.toByteArray();
  }

  private static BufferedImage image(Picture picture) {
    PictureShape shape = picture.shape();
    if (shape.channels() != Canvas.CHANNELS) {
      throw new IllegalArgumentException("a picture of 3 channels is needed, but got " + shape);
    }
    BufferedImage image =
        new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
    byte[] pixels = picture.pixels();
    int[] rgb = new int[shape.height() * shape.width()];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] =
          (pixels[3 * i] & 255) << 16 | (pixels[3 * i + 1] & 255) << 8 | (pixels[3 * i + 2] & 255);
    }
    image.setRGB(0, 0, shape.width(), shape.height(), rgb, 0, shape.width());
    return image;
  }
}
