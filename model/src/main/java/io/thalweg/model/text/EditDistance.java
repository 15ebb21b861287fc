package io.thalweg.model.text;

import java.util.List;

/**
 * How many tokens must be inserted, deleted or replaced to make one line another.
 *
 * <p>Source: Levenshtein 1966. Time: the product of the lengths.
 */
public final class EditDistance {
  private EditDistance() {}

  /** The least number of changes. */
  public static int between(List<String> one, List<String> other) {
    int[] row = new int[other.size() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.size(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.get(i - 1).equals(other.get(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.size()];
  }
}
