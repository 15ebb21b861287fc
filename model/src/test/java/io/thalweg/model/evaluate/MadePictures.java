package io.thalweg.model.evaluate;

import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureShape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Pictures of 12 x 12: a bright bar, lying or standing, somewhere in noise. */
final class MadePictures {
  static final PictureShape SHAPE = new PictureShape(12, 12, 1);

  private MadePictures() {}

  static List<LabelledPicture> bars(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LabelledPicture> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean lying = i % 2 == 0;
      int place = 2 + random.nextInt(8);
      byte[] pixels = new byte[SHAPE.values()];
      for (int y = 0; y < 12; y++) {
        for (int x = 0; x < 12; x++) {
          boolean bright = (lying ? y : x) == place;
          pixels[y * 12 + x] = (byte) ((bright ? 190 : 40) + random.nextInt(60));
        }
      }
      pictures.add(new LabelledPicture(new Picture(SHAPE, pixels), lying ? "lying" : "standing"));
    }
    return pictures;
  }

  static PictureSet set(int train) {
    return new PictureSet("bars", SHAPE, List.of("lying", "standing"), bars(train, 1), bars(60, 2));
  }

  /** With so many optimizer steps: enough to see that something is learned. */
  static PicturePreset preset(PicturePreset.Task task, int passes) {
    return new PicturePreset(
        task, false, java.util.Optional.of(passes), java.util.Optional.empty());
  }
}
