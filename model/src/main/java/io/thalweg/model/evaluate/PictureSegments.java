package io.thalweg.model.evaluate;

import io.thalweg.model.item.PictureItems;
import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import io.thalweg.model.picture.Picture;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes every picture a segment by itself: of one item, the whole frame, or of its patches.
 *
 * @param settings what the items are
 */
record PictureSegments(PictureItems settings) {

  /** Items of a segment. */
  int length() {
    return settings.itemsPerEvent();
  }

  /** Pixels of pictures as items have them, {@code [pictures, height * width * channels]}. */
  float[] rows(List<LabelledPicture> pictures) {
    int size = settings.shape().values();
    float[] rows = new float[pictures.size() * size];
    for (int i = 0; i < pictures.size(); i++) {
      System.arraycopy(settings.items(pictures.get(i).picture()), 0, rows, i * size, size);
    }
    return rows;
  }

  /** Pictures as segments, numbered in order. */
  List<Segment> of(List<LabelledPicture> pictures) {
    return IntStream.range(0, pictures.size())
        .mapToObj(i -> of(pictures.get(i).picture(), i))
        .toList();
  }

  private Segment of(Picture picture, int number) {
    return new Segment(
        "picture-" + number,
        0,
        number,
        number,
        1,
        0,
        length(),
        settings.items(picture),
        ScalePrior.UNIT);
  }
}
