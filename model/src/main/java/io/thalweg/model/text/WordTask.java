package io.thalweg.model.text;

import java.util.Locale;

/** What is predicted from what inside the window around a word. Source: Mikolov et al. 2013. */
public enum WordTask {
  /** The word from each word around it, one by one. Better for rare words. */
  SKIP_GRAM,

  /**
   * The word from the mean of the words around it. The gradient is that of the mean, divided by
   * their number, which the original program forgets; it wants a larger rate. Source: Irsoy, Benton
   * and Stratos 2021 (arXiv 2012.15332).
   */
  CBOW;

  /** Name in options and reports: {@code skip-gram} or {@code cbow}. Checkpoints have another. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The task of a label. */
  public static WordTask named(String label) {
    for (WordTask task : values()) {
      if (task.label().equalsIgnoreCase(label)) {
        return task;
      }
    }
    throw new IllegalArgumentException(
        "the task is %s, allowed is skip-gram or cbow.".formatted(label));
  }
}
