package io.thalweg.model.picture;

/**
 * Draws where a frame was surprising: the frame in grey, each patch coloured by its surprise, for a
 * person to look at.
 *
 * <p>A patch with the largest value is red and framed in white, one with half of it a pale orange,
 * one with none stays grey: colours compare the patches of one frame, not frames. What lies beyond
 * the last whole patch stays grey. Small frames are enlarged by a whole factor until the longer
 * side has 192 pixels or more. Stateless; a map of 192 x 192 takes about 6 ms to draw and write.
 */
public final class HeatMap {
  private static final int LEAST_SIDE = 192;

  /** How much of the colour covers the grey at most: structure stays visible. */
  private static final float MOST_COVER = 0.65f;

  private static final int BRIGHT = 255;

  /** Green of the weakest colour, which is orange; the strongest, red, has none. */
  private static final int ORANGE_GREEN = 190;

  private HeatMap() {}

  /**
   * Draws.
   *
   * @param frame grey or RGB, untouched
   * @param patch pixels of a patch's side, at least 1
   * @param surprises one for each whole patch, row by row from the top left, finite and at least 0;
   *     untouched
   * @return an RGB picture, {@code factor} times the frame's size
   */
  public static Picture draw(Picture frame, int patch, float[] surprises) {
    int across = frame.shape().width() / patch;
    checkGrid(frame.shape(), patch, surprises.length);
    int most = indexOfMost(surprises);
    int factor = factor(frame.shape());
    PictureShape small =
        new PictureShape(frame.shape().height(), frame.shape().width(), PictureShape.RGB);
    Picture grey =
        new PictureScaler()
            .scale(frame, new PictureShape(small.height(), small.width(), PictureShape.GREY));
    byte[] pixels = new byte[small.values()]; // [height, width, 3]
    for (int i = 0; i < grey.pixels().length; i++) {
      int row = i / small.width() / patch;
      int column = i % small.width() / patch;
      boolean covered = row * across + column < surprises.length && column < across;
      float share = covered ? share(surprises[row * across + column], surprises[most]) : 0;
      paint(pixels, 3 * i, grey.pixels()[i] & 0xFF, share);
    }
    Picture map = Enlarged.of(new Picture(small, pixels), factor);
    if (surprises[most] > 0) {
      outline(map, most / across * patch * factor, most % across * patch * factor, patch * factor);
    }
    return map;
  }

  private static void checkGrid(PictureShape shape, int patch, int surprises) {
    if (patch < 1 || (shape.height() / patch) * (shape.width() / patch) != surprises) {
      throw new IllegalArgumentException(
          "%d surprises for patches of %d x %d of a picture of %s"
              .formatted(surprises, patch, patch, shape));
    }
    if (surprises == 0) {
      throw new IllegalArgumentException(
          "a picture of %s has no patch of %d x %d".formatted(shape, patch, patch));
    }
  }

  private static int indexOfMost(float[] surprises) {
    int most = 0;
    for (int i = 0; i < surprises.length; i++) {
      if (!(surprises[i] >= 0 && surprises[i] < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("surprise %d is %s".formatted(i, surprises[i]));
      }
      if (surprises[i] > surprises[most]) {
        most = i;
      }
    }
    return most;
  }

  private static int factor(PictureShape shape) {
    int longer = Math.max(shape.height(), shape.width());
    return Math.max(1, (LEAST_SIDE + longer - 1) / longer);
  }

  private static float share(float surprise, float most) {
    return most > 0 ? surprise / most : 0;
  }

  private static void paint(byte[] pixels, int at, int grey, float share) {
    float cover = MOST_COVER * share;
    pixels[at] = blend(grey, BRIGHT, cover);
    pixels[at + 1] = blend(grey, Math.round(ORANGE_GREEN * (1 - share)), cover);
    pixels[at + 2] = blend(grey, 0, cover);
  }

  private static byte blend(int grey, int colour, float cover) {
    return (byte) Math.round(grey + cover * (colour - grey));
  }

  private static void outline(Picture map, int top, int left, int side) {
    for (int i = 0; i < side; i++) {
      whiten(map, top, left + i);
      whiten(map, top + side - 1, left + i);
      whiten(map, top + i, left);
      whiten(map, top + i, left + side - 1);
    }
  }

  private static void whiten(Picture map, int row, int column) {
    int at = (row * map.shape().width() + column) * PictureShape.RGB;
    for (int channel = 0; channel < PictureShape.RGB; channel++) {
      map.pixels()[at + channel] = (byte) BRIGHT;
    }
  }
}
