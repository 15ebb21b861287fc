package io.thalweg.model.pretext;

import io.thalweg.model.picture.PictureShape;
import java.util.SplittableRandom;

/**
 * Turns every frame about its centre, all by one angle.
 *
 * @param shape of a frame
 * @param most greatest angle in degrees, in (0, 180]; uniform up to it, either way
 */
record Rotation(PictureShape shape, double most) implements Augmentation {

  @Override
  public void apply(View view, SplittableRandom random) {
    double angle = Math.toRadians(most) * (2 * random.nextDouble() - 1);
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double middleRow = (shape.height() - 1) / 2.0;
    double middleColumn = (shape.width() - 1) / 2.0;
    double row0 = middleRow - cos * middleRow + sin * middleColumn;
    double column0 = middleColumn - sin * middleRow - cos * middleColumn;
    Resampler.apply(view, shape, cos, -sin, row0, sin, cos, column0);
  }
}
