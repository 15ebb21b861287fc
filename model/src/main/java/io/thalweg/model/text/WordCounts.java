package io.thalweg.model.text;

/**
 * How often the words with a vector have come, by row: what negatives are drawn from, and what
 * frequent words are thinned by.
 */
public interface WordCounts {

  /** Rows in use lie below it. */
  int rows();

  /** Occurrences of the word of a row, at least 0; 0 for a row without a word. */
  double count(int row);

  /** Occurrences of all words, those without a vector included. */
  double total();
}
