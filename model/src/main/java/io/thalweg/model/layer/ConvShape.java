package io.thalweg.model.layer;

/**
 * Sizes of a strided two-dimensional convolution with a square kernel and a border of zeros of half
 * a kernel: with stride 2 every side is halved, rounded up. Frames lie row by row with the channels
 * of a pixel side by side, {@code [height, width, channels]}, as images are decoded.
 *
 * @param height rows of the larger frame, at least 1
 * @param width pixels of one of its rows, at least 1
 * @param in channels of the larger frame, at least 1
 * @param out channels of the smaller frame, at least 1
 * @param kernel side of the kernel, odd
 * @param stride pixels between two kernels, at least 1
 */
public record ConvShape(int height, int width, int in, int out, int kernel, int stride) {

  /** Checks the sizes. */
  public ConvShape {
    if (height < 1 || width < 1 || in < 1 || out < 1 || stride < 1) {
      throw new IllegalArgumentException(
          "a convolution from %d x %d x %d to %d channels with stride %d has a size below 1"
              .formatted(height, width, in, out, stride));
    }
    if (kernel < 1 || kernel % 2 == 0) {
      throw new IllegalArgumentException("kernel must be odd, not " + kernel);
    }
  }

  /** Rows of the smaller frame. */
  public int outHeight() {
    return (height - 1) / stride + 1;
  }

  /** Pixels of one of its rows. */
  public int outWidth() {
    return (width - 1) / stride + 1;
  }

  /** Floats of the larger frame. */
  public int inFloats() {
    return height * width * in;
  }

  /** Floats of the smaller frame. */
  public int outFloats() {
    return positions() * out;
  }

  /** Weights {@code [kernel, kernel, in, out]}. */
  public int weightCount() {
    return patch() * out;
  }

  /** Kernels laid over a frame. */
  int positions() {
    return outHeight() * outWidth();
  }

  /** Floats under a kernel. */
  int patch() {
    return kernel * kernel * in;
  }
}
