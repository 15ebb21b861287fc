package io.thalweg.model.item;

/**
 * How a picture is cut into square patches, row by row from the top left, and put together again.
 *
 * <p>A picture is {@code [height, width, channels]}, a patch {@code [side, side, channels]}. What
 * does not fill a patch at the right and the bottom is left out.
 *
 * @param height rows of the picture, at least {@code side}
 * @param width pixels of a row, at least {@code side}
 * @param channels floats of a pixel, at least 1
 * @param side pixels of a patch's side, at least 1
 */
public record PatchGrid(int height, int width, int channels, int side) {

  /** Checks the sizes. */
  public PatchGrid {
    if (side < 1 || channels < 1 || height < side || width < side) {
      throw new IllegalArgumentException(
          "a picture of %d x %d x %d has no patches of %d x %d"
              .formatted(height, width, channels, side, side));
    }
  }

  /** Patches of a picture. */
  public int patches() {
    return (height / side) * (width / side);
  }

  /** Floats of a patch. */
  public int patchFloats() {
    return side * side * channels;
  }

  /**
   * Cuts.
   *
   * @param picture {@code [height, width, channels]}, untouched
   * @param patches {@code [patches, patchFloats]}, written
   */
  public void cut(float[] picture, float[] patches) {
    move(picture, patches, true);
  }

  /**
   * Puts together; what no patch covers stays as it is.
   *
   * @param patches {@code [patches, patchFloats]}, untouched
   * @param picture {@code [height, width, channels]}, written
   */
  public void paste(float[] patches, float[] picture) {
    move(picture, patches, false);
  }

  private void move(float[] picture, float[] patches, boolean cut) {
    int run = side * channels;
    int across = width / side;
    for (int patch = 0; patch < patches(); patch++) {
      for (int row = 0; row < side; row++) {
        int y = patch / across * side + row;
        int inPicture = (y * width + patch % across * side) * channels;
        int inPatch = (patch * side + row) * run;
        if (cut) {
          System.arraycopy(picture, inPicture, patches, inPatch, run);
        } else {
          System.arraycopy(patches, inPatch, picture, inPicture, run);
        }
      }
    }
  }
}
