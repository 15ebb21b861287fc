package io.thalweg.model.snapshot;

import io.thalweg.model.item.PictureItems;
import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureShape;

/**
 * A snapshot ready to embed still pictures, each by itself: as if it were a camera's first. One
 * instance per thread.
 */
public final class PictureEmbedder {
  private final ServingModel model;
  private final PictureItems items;

  /**
   * Prepares a version.
   *
   * @throws IllegalArgumentException when it takes no pictures
   */
  public PictureEmbedder(Snapshot snapshot) {
    items =
        snapshot
            .architecture()
            .pictures()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "version %d of '%s' takes no pictures, but %s"
                            .formatted(
                                snapshot.version(),
                                snapshot.pipeline(),
                                snapshot.architecture().items().type())));
    model = new ServingModel(snapshot);
  }

  /** What pictures must be scaled to. */
  public PictureShape shape() {
    return items.shape();
  }

  /** Embeds a picture of that shape, {@code [embeddingSize]}. */
  public float[] embed(Picture picture) {
    float[] embedding = new float[model.embeddingSize()];
    model.step(model.newState(), items.items(picture), embedding);
    return embedding;
  }
}
