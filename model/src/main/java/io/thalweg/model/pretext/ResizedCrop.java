package io.thalweg.model.pretext;

import io.thalweg.model.picture.PictureShape;
import java.util.SplittableRandom;

/**
 * Enlarges a random part of every frame to the whole, the same part of each. Both sides of the part
 * are drawn by themselves, so that proportions change, too.
 *
 * @param shape of a frame
 * @param most greatest share of a side that is cut off, in (0, 1); the share is uniform up to it
 */
record ResizedCrop(PictureShape shape, double most) implements Augmentation {

  @Override
  public void apply(View view, SplittableRandom random) {
    double heightLost = most * random.nextDouble();
    double widthLost = most * random.nextDouble();
    double top = heightLost * random.nextDouble() * (shape.height() - 1);
    double left = widthLost * random.nextDouble() * (shape.width() - 1);
    Resampler.apply(view, shape, 1 - heightLost, 0, top, 0, 1 - widthLost, left);
  }
}
