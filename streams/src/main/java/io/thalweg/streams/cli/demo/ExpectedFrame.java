package io.thalweg.streams.cli.demo;

import io.thalweg.model.picture.Picture;
import io.thalweg.model.snapshot.FrameForecast;
import io.thalweg.model.snapshot.ServingModel;
import io.thalweg.model.snapshot.Snapshot;
import java.util.List;

/**
 * The next frame that a version of {@code next-frame} expects, as a picture to look at: each value
 * rounded, and kept within 0 to 255.
 *
 * <p>Not for serving: every call makes its working memory anew.
 */
final class ExpectedFrame {
  private static final int MIDDLE = 128;
  private static final float LEVELS_PER_UNIT = 32;

  private ExpectedFrame() {}

  /**
   * What comes after some frames.
   *
   * @param version expects frames of this shape
   * @param before frames in order of time, at least one; more than the version's context change
   *     nothing
   */
  static Picture of(Snapshot version, List<Picture> before) {
    ServingModel model = new ServingModel(version);
    float[] state = model.newState();
    float[] embedding = new float[model.embeddingSize()];
    for (Picture frame : before) {
      model.step(state, item(frame), embedding);
    }
    Picture last = before.get(before.size() - 1);
    FrameForecast forecast = new FrameForecast(last.shape().values());
    model.predictFrame(state, forecast);
    return picture(last, forecast.expected());
  }

  /** A picture as networks see it. */
  private static float[] item(Picture frame) {
    float[] item = new float[frame.shape().values()];
    for (int i = 0; i < item.length; i++) {
      item[i] = ((frame.pixels()[i] & 0xFF) - MIDDLE) / LEVELS_PER_UNIT;
    }
    return item;
  }

  private static Picture picture(Picture like, float[] item) {
    byte[] pixels = new byte[item.length];
    for (int i = 0; i < pixels.length; i++) {
      float level = MIDDLE + LEVELS_PER_UNIT * item[i];
      pixels[i] = (byte) Math.round(Math.max(0, Math.min(255, level)));
    }
    return new Picture(like.shape(), pixels);
  }
}
