package io.thalweg.model.evaluate;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.item.Normaliser;
import io.thalweg.model.item.PresentValues;
import io.thalweg.model.snapshot.Architecture;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One embedding per series of any length from a frozen encoder: of its items' embeddings, of each
 * dimension the maximum and the mean. {@code 2 * embeddingSize} floats.
 */
final class SeriesEmbedding {
  private final Encoder encoder;
  private final float[] parameters;

  /** Working memory by length. */
  private final Map<Integer, Encoder.Pass> passes = new HashMap<>();

  /**
   * @param parameters the encoder's come first; not copied
   */
  SeriesEmbedding(Architecture architecture, float[] parameters) {
    encoder = architecture.newEncoder();
    this.parameters = parameters;
  }

  /** Floats of a series' embedding. */
  int size() {
    return 2 * encoder.embeddingSize();
  }

  /** Embeds series, {@code [series, size]}. */
  float[] embed(List<LabelledSeries> series, SeriesItems items) {
    float[] rows = new float[series.size() * size()];
    for (int i = 0; i < series.size(); i++) {
      pool(encode(items.items(series.get(i))), series.get(i).length(), rows, i * size());
    }
    return rows;
  }

  private float[] encode(float[] items) {
    int length = items.length / encoder.inputSize();
    Encoder.Pass pass = passes.computeIfAbsent(length, n -> encoder.newPass(1, n));
    float[] input = pass.input();
    Arrays.fill(input, 0f);
    System.arraycopy(items, 0, input, input.length - items.length, items.length);
    PresentValues.fill(input, input.length, Normaliser.CLAMP);
    pass.forward(parameters, 0);
    return pass.embeddings();
  }

  /** Maximum, then mean. */
  private void pool(float[] embeddings, int length, float[] rows, int at) {
    int size = encoder.embeddingSize();
    System.arraycopy(embeddings, 0, rows, at, size);
    for (int t = 0; t < length; t++) {
      for (int c = 0; c < size; c++) {
        float value = embeddings[t * size + c];
        rows[at + c] = Math.max(rows[at + c], value);
        rows[at + size + c] += value / length;
      }
    }
  }
}
