package io.thalweg.model.learn;

import io.thalweg.model.item.Segment;

/**
 * Is told what a learner does, in the spirit of DL4J's and fastai's listeners. Every method does
 * nothing unless overridden.
 *
 * <p>A listener takes no part in the fold: state, weights and effects are the same with and without
 * one, and nothing of it is in a checkpoint. After a restart the learner may tell again what it
 * told before, since records are folded again. A listener that throws is reported once to the log
 * and called on. Called on the learner's own thread, which waits: it must be quick. What it is
 * given is not to be changed.
 */
public interface LearnerListener {

  /**
   * A step was taken.
   *
   * @param step steps taken so far
   * @param loss mean loss of the batch before the step, fresh and replayed segments alike
   * @param gradientNorm before clipping
   * @param rate of this step
   */
  default void stepped(long step, double loss, double gradientNorm, double rate) {}

  /**
   * The positions of a fresh segment were predicted, and nothing of it has been learned yet: what
   * prequential measures beyond the loss are made of. Fresh segments are told in the order they
   * came in; replayed ones are not, nor those of a batch with anything not finite in it, nor those
   * of tasks that compare embeddings.
   *
   * @param segment what was predicted
   * @param predictions the head's rows of the whole batch, the next step's in a moment
   * @param first where the row of the segment's first position begins
   * @param stride floats from the row of one position to that of the next
   */
  default void predicted(Segment segment, float[] predictions, int first, int stride) {}

  /**
   * A step was refused, because a loss or gradient was not finite.
   *
   * @param inARow refused since the last that was taken
   */
  default void refused(int inARow) {}

  /** The weights went back to the last version's, or to a fresh learner's before the first. */
  default void rolledBack() {}

  /** It was decided at a boundary whether the weights become a version. */
  default void decided(LearnEffect.Decision decision) {}

  /**
   * Prequential losses have risen, and stay up: the stream is not what it was.
   *
   * @param loss of the segment that made it certain
   * @param usual mean loss before
   */
  default void drifted(double loss, double usual) {}
}
