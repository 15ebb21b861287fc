package io.thalweg.model.pretext;

import io.thalweg.model.picture.PictureShape;
import java.util.SplittableRandom;

/**
 * Mirrors every frame left to right, all or none. Right where a thing and its mirror image are the
 * same thing (faces), wrong for writing.
 *
 * @param shape of a frame
 * @param probability in (0, 1]
 */
record Flip(PictureShape shape, double probability) implements Augmentation {

  @Override
  public void apply(View view, SplittableRandom random) {
    if (random.nextDouble() >= probability) {
      return;
    }
    float[] items = view.items();
    int row = shape.width() * shape.channels();
    for (int at = 0; at < items.length; at += row) {
      int left = at;
      int right = at + row - shape.channels();
      for (; left < right; left += shape.channels(), right -= shape.channels()) {
        for (int c = 0; c < shape.channels(); c++) {
          float value = items[left + c];
          items[left + c] = items[right + c];
          items[right + c] = value;
        }
      }
    }
  }
}
