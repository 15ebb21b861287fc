package io.thalweg.model.pretext;

import io.thalweg.model.picture.PictureShape;
import java.util.SplittableRandom;

/**
 * Moves every frame up or down and to a side, all by the same whole pixels; what comes into view is
 * the edge, repeated.
 *
 * @param shape of a frame
 * @param most greatest share of a side, in (0, 1); uniform up to it, each way
 */
record Shift(PictureShape shape, double most) implements Augmentation {

  @Override
  public void apply(View view, SplittableRandom random) {
    int down = pixels(shape.height(), random);
    int right = pixels(shape.width(), random);
    Resampler.apply(view, shape, 1, 0, -down, 0, 1, -right);
  }

  private int pixels(int side, SplittableRandom random) {
    int furthest = (int) Math.rint(most * side);
    return random.nextInt(2 * furthest + 1) - furthest;
  }
}
