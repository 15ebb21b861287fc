package io.thalweg.model.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * Same-or-different on principal components of the pixels, the classical measure for faces:
 * components of the training pictures, at several numbers of them and by both likenesses.
 *
 * <p>The best of them is chosen by its figure on the very pairs tested, which flatters it: whoever
 * is compared with it is compared with more than it would reach.
 *
 * <p>Source: Turk and Pentland 1991, "Eigenfaces for recognition".
 */
final class Eigenfaces {
  private static final int[] COMPONENTS = {5, 10, 15, 20, 30, 40, 50, 75, 100, 150, 200};

  private Eigenfaces() {}

  /**
   * Figures at every number of components there are.
   *
   * @param train {@code [trainRows, size]}, finite: pixels, without labels
   * @param test {@code [rows, size]}
   * @param labels {@code [rows]}
   */
  static List<PictureVerification.Row> of(
      float[] train, int trainRows, float[] test, int[] labels) {
    PrincipalComponents components = PrincipalComponents.of(train, trainRows);
    float[] projected = components.project(test, components.count());
    List<PictureVerification.Row> rows = new ArrayList<>();
    for (int count : COMPONENTS) {
      if (count <= components.count()) {
        float[] first = first(projected, components.count(), count);
        for (Likeness likeness : Likeness.values()) {
          rows.add(
              new PictureVerification.Row(
                  "eigenfaces, %d components".formatted(count),
                  likeness,
                  Verification.ofPairs(first, labels, likeness)));
        }
      }
    }
    return List.copyOf(rows);
  }

  private static float[] first(float[] projected, int size, int count) {
    float[] first = new float[projected.length / size * count];
    for (int i = 0; i < first.length; i++) {
      first[i] = projected[i / count * size + i % count];
    }
    return first;
  }
}
