package io.thalweg.model.text;

/** What is predicted from what inside the window around a word. Source: Mikolov et al. 2013. */
public enum WordTask {
  /** The word from each word around it, one by one. Better for rare words. */
  SKIP_GRAM,

  /**
   * The word from the mean of the words around it. The gradient is that of the mean, divided by
   * their number, which the original program forgets; it wants a larger rate. Source: Irsoy, Benton
   * and Stratos 2021 (arXiv 2012.15332).
   */
  CBOW
}
