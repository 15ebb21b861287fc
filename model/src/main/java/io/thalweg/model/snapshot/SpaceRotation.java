package io.thalweg.model.snapshot;

import io.thalweg.model.layer.Matrix;

/** From a version's raw embeddings to its space; holds the rotation outside the heap. */
final class SpaceRotation {
  private final int size;
  private final Matrix rotation;
  private final Matrix raw;
  private final Matrix aligned;

  SpaceRotation(Snapshot snapshot) {
    size = (int) Math.round(Math.sqrt(snapshot.rotation().length));
    rotation = new Matrix((long) size * size);
    rotation.put(snapshot.rotation(), 0, size * size);
    raw = new Matrix(size);
    aligned = new Matrix(size);
  }

  /**
   * @param from {@code [embedding]}, untouched
   * @param to {@code [embedding]}, written
   */
  void apply(float[] from, float[] to) {
    raw.put(from, 0, size);
    Matrix.multiplyRow(raw, rotation, 0, aligned, size, size);
    aligned.get(to, 0, size);
  }
}
