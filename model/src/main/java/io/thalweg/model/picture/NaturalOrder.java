package io.thalweg.model.picture;

import java.util.Comparator;

/**
 * Names as people count: runs of digits compare as numbers, of any length, all else by character.
 * So {@code in2.jpg} comes before {@code in10.jpg}. A total order: names that count the same, such
 * as {@code a1} and {@code a01}, are ordered by character.
 */
public final class NaturalOrder implements Comparator<String> {

  @Override
  public int compare(String one, String other) {
    int i = 0;
    int j = 0;
    while (i < one.length() && j < other.length()) {
      int endOfOne = endOfDigits(one, i);
      int endOfOther = endOfDigits(other, j);
      int order =
          endOfOne > i && endOfOther > j
              ? compareNumbers(one.substring(i, endOfOne), other.substring(j, endOfOther))
              : Character.compare(one.charAt(i), other.charAt(j));
      if (order != 0) {
        return order;
      }
      i = Math.max(i + 1, endOfOne);
      j = Math.max(j + 1, endOfOther);
    }
    int rest = Integer.compare(one.length() - i, other.length() - j);
    return rest != 0 ? rest : one.compareTo(other);
  }

  private static int endOfDigits(String name, int from) {
    int end = from;
    while (end < name.length() && name.charAt(end) >= '0' && name.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static int compareNumbers(String one, String other) {
    String shorter = one.replaceFirst("^0+", "");
    String otherShorter = other.replaceFirst("^0+", "");
    int order = Integer.compare(shorter.length(), otherShorter.length());
    return order != 0 ? order : shorter.compareTo(otherShorter);
  }
}
