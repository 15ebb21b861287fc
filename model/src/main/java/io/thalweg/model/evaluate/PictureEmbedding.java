package io.thalweg.model.evaluate;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.pretext.PretextTask;
import io.thalweg.model.snapshot.Architecture;
import java.util.List;

/**
 * One embedding per picture from a frozen encoder: the mean over its items' embeddings, as {@link
 * io.thalweg.model.snapshot.SegmentEmbedder} has it for a snapshot, many pictures at a time.
 * Nothing is hidden or changed.
 */
final class PictureEmbedding {
  private static final int BATCH = 64;

  private final Encoder encoder;
  private final PretextTask task;
  private final float[] parameters;
  private final PictureSegments segments;
  private final Encoder.Pass pass;
  private final float[] shown;

  /**
   * @param parameters the encoder's come first; not copied
   */
  PictureEmbedding(Architecture architecture, float[] parameters, PictureSegments segments) {
    encoder = architecture.newEncoder();
    task = architecture.newTask();
    this.parameters = parameters;
    this.segments = segments;
    pass = encoder.newPass(BATCH, segments.length());
    shown = new float[encoder.inputSize()];
  }

  /** Floats of an embedding. */
  int size() {
    return encoder.embeddingSize();
  }

  /** Embeds pictures, {@code [pictures, size]}. */
  float[] embed(List<LabelledPicture> pictures) {
    float[] rows = new float[pictures.size() * size()];
    for (int first = 0; first < pictures.size(); first += BATCH) {
      int count = Math.min(BATCH, pictures.size() - first);
      for (int b = 0; b < count; b++) {
        show(segments.settings().items(pictures.get(first + b).picture()), b);
      }
      pass.forward(parameters, 0);
      pool(rows, first, count);
    }
    return rows;
  }

  private void show(float[] segment, int b) {
    for (int t = 0; t < segments.length(); t++) {
      task.show(segment, t * segments.settings().itemSize(), shown);
      System.arraycopy(shown, 0, pass.input(), (t * BATCH + b) * shown.length, shown.length);
    }
  }

  private void pool(float[] rows, int first, int count) {
    for (int t = 0; t < segments.length(); t++) {
      for (int b = 0; b < count; b++) {
        for (int c = 0; c < size(); c++) {
          float value = pass.embeddings()[(t * BATCH + b) * size() + c];
          rows[(first + b) * size() + c] += value / segments.length();
        }
      }
    }
  }
}
