package io.thalweg.model.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Known people or things, to be found again by the embedding of another picture of them, without
 * any training: the one whose picture has the highest cosine, all embeddings being taken from the
 * gallery's mean.
 *
 * <p>How sure that is says the gallery itself. Pairs of pictures of different people show how alike
 * strangers are; by them, a stranger's best match among all pictures of the gallery is at least
 * this good with some probability (rank estimate with one pseudo-pair above everything, and as many
 * tries as there are people). A small gallery can never be very sure.
 *
 * <p>Time: a cosine per picture. Immutable, thread-safe.
 */
public final class Gallery {
  private final List<String> names;
  private final float[] rows; // [pictures, size], centred
  private final double[] mean;
  private final double[] strangers; // likeness of pictures of different people, rising
  private final int people;

  /**
   * Who a picture shows.
   *
   * @param name of the best match
   * @param likeness cosine, in [-1, 1]
   * @param next best match of another name
   * @param nextLikeness its cosine
   * @param chance that a stranger's best match is as good, in (0, 1]
   */
  public record Match(
      String name, double likeness, String next, double nextLikeness, double chance) {}

  /**
   * @param names one per picture; at least two different ones
   * @param embeddings one per picture, all of one length
   */
  public Gallery(List<String> names, List<float[]> embeddings) {
    this.names = List.copyOf(names);
    people = (int) names.stream().distinct().count();
    if (people < 2 || names.size() != embeddings.size()) {
      throw new IllegalArgumentException(
          "a gallery needs at least two names, and one for each of its %d pictures, not %d"
              .formatted(embeddings.size(), people));
    }
    int size = embeddings.get(0).length;
    float[] all = new float[names.size() * size];
    for (int i = 0; i < names.size(); i++) {
      System.arraycopy(embeddings.get(i), 0, all, i * size, size);
    }
    mean = Embeddings.means(all, names.size(), size);
    rows = all;
    for (int i = 0; i < rows.length; i++) {
      rows[i] -= (float) mean[i % size];
    }
    strangers = strangers(size);
  }

  private double[] strangers(int size) {
    List<Double> found = new ArrayList<>();
    for (int one = 0; one < names.size(); one++) {
      for (int other = one + 1; other < names.size(); other++) {
        if (!names.get(one).equals(names.get(other))) {
          found.add(Likeness.COSINE.of(rows, one, other, size));
        }
      }
    }
    return found.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  /** People or things it knows. */
  public int people() {
    return people;
  }

  /** Pairs of different ones that say how alike strangers are. */
  public int pairs() {
    return strangers.length;
  }

  /** Who is on a picture with this embedding. */
  public Match match(float[] embedding) {
    int size = mean.length;
    float[] probe = Arrays.copyOf(rows, rows.length + size); // the probe is one more row
    for (int c = 0; c < size; c++) {
      probe[rows.length + c] = (float) (embedding[c] - mean[c]);
    }
    int best = -1;
    double[] likeness = new double[names.size()];
    for (int i = 0; i < likeness.length; i++) {
      likeness[i] = Likeness.COSINE.of(probe, i, names.size(), size);
      best = best < 0 || likeness[i] > likeness[best] ? i : best;
    }
    int next = -1;
    for (int i = 0; i < likeness.length; i++) {
      boolean another = !names.get(i).equals(names.get(best));
      if (another && (next < 0 || likeness[i] > likeness[next])) {
        next = i;
      }
    }
    return new Match(
        names.get(best), likeness[best], names.get(next), likeness[next], chance(likeness[best]));
  }

  private double chance(double likeness) {
    int below = 0;
    while (below < strangers.length && strangers[below] < likeness) {
      below++;
    }
    double ofOne = (strangers.length - below + 1.0) / (strangers.length + 1.0);
    return 1 - Math.pow(1 - ofOne, people);
  }
}
