package io.thalweg.schema;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@link VideoFrame} messages to and from pixels, checked both ways: a frame has at least one pixel
 * and at most {@link #MAX_PIXELS}, one channel or three, and exactly the bytes its size calls for.
 *
 * <p>A message is at most {@link AvroCodec#MAX_MESSAGE_BYTES}, and its claimed lengths are compared
 * with the bytes at hand before anything is allocated: larger frames are for compressed files.
 * Cost: the pixels are copied once by Avro and once into the array that is returned. Confined to
 * one thread at a time.
 */
public final class VideoFrames {
  /** Height times width, at most. */
  public static final int MAX_PIXELS = 1 << 24;

  private static final int GREY = 1;
  private static final int RGB = 3;

  private final AvroCodec<VideoFrame> codec = AvroCodec.of(VideoFrame.class);

  /**
   * Encodes one frame.
   *
   * @param camera null when the key of the Kafka record names the camera
   * @param timestampMillis event time, milliseconds since 1970-01-01 UTC
   * @param pixels {@code [height, width, channels]}, not modified
   * @throws IllegalArgumentException when the sizes are out of range or do not go with the pixels
   */
  public byte[] encode(
      @Nullable String camera,
      long timestampMillis,
      int height,
      int width,
      int channels,
      byte[] pixels) {
    String wrong = wrong(height, width, channels, pixels.length);
    if (wrong != null) {
      throw new IllegalArgumentException(wrong);
    }
    return codec.encode(
        new VideoFrame(
            camera,
            Instant.ofEpochMilli(timestampMillis),
            height,
            width,
            channels,
            ByteBuffer.wrap(pixels)));
  }

  /** Whether bytes begin as such a message does, which no image file does. */
  public static boolean recognises(byte[] bytes) {
    return SingleObject.recognises(bytes);
  }

  /**
   * Decodes one frame, of any released version.
   *
   * @throws AvroDecodingException whatever is wrong with the bytes or the sizes they claim
   */
  public VideoFrame decode(byte[] message) {
    VideoFrame frame = codec.decode(message);
    String wrong =
        wrong(
            frame.getHeight(),
            frame.getWidth(),
            frame.getChannels(),
            frame.getPixels().remaining());
    if (wrong != null) {
      throw new AvroDecodingException(wrong);
    }
    return frame;
  }

  /** The pixels of a decoded frame, in an array of their own. */
  public static byte[] pixels(VideoFrame frame) {
    byte[] pixels = new byte[frame.getPixels().remaining()]; // [height, width, channels]
    frame.getPixels().duplicate().get(pixels);
    return pixels;
  }

  /** One sentence on what is wrong; null for nothing. */
  private static @Nullable String wrong(int height, int width, int channels, int bytes) {
    if (height < 1 || width < 1) {
      return "The frame has no pixels: it is %d x %d.".formatted(width, height);
    }
    if ((long) height * width > MAX_PIXELS) {
      return "The frame has %d x %d pixels, more than the limit of %d."
          .formatted(width, height, MAX_PIXELS);
    }
    if (channels != GREY && channels != RGB) {
      return "The frame has %d channels; 1 (grey) and 3 (RGB) are allowed.".formatted(channels);
    }
    int expected = height * width * channels;
    if (bytes != expected) {
      return "The frame of %d x %d with %d channels has %d bytes of pixels instead of %d."
          .formatted(width, height, channels, bytes, expected);
    }
    return null;
  }
}
