package io.thalweg.model.learn;

import io.thalweg.model.item.Boundary;
import io.thalweg.model.snapshot.Snapshot;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What folding an input tells the world. */
public sealed interface LearnEffect permits LearnEffect.Report, LearnEffect.Decision {

  /**
   * Metrics of the events since the last report. Losses are means over events and fields.
   *
   * @param steps optimizer steps so far
   * @param eventsLearned events folded so far
   * @param segments segments folded so far
   * @param streamMillis largest event time so far
   * @param events events this report covers
   * @param loss prequential loss of those events, nats per field
   * @param huber prequential Huber loss (threshold 1, in change scales); NaN when the objective
   *     predicts no values
   * @param persistenceHuber the same of "same as last reading"
   * @param gradientNorm of the last step, before clipping
   * @param rate learning rate of the next step
   * @param refusedSteps steps refused so far because something was not finite
   * @param rollbacks returns to the last published weights so far
   * @param heldOut what the segments held back said at the last decision that asked them
   * @param counts what became of all records, summed over partitions, as of the last boundary
   * @param version last published version
   */
  record Report(
      long steps,
      long eventsLearned,
      long segments,
      long streamMillis,
      long events,
      double loss,
      double huber,
      double persistenceHuber,
      double gradientNorm,
      double rate,
      long refusedSteps,
      long rollbacks,
      HeldOut heldOut,
      Boundary.Counts counts,
      OptionalLong version)
      implements LearnEffect {}

  /**
   * What the segments held back say of some weights; empty while there are none.
   *
   * @param loss nats per field
   * @param effectiveRank of the embeddings
   * @param spread mean standard deviation of the embedding's dimensions
   */
  record HeldOut(OptionalDouble loss, OptionalDouble effectiveRank, OptionalDouble spread) {
    static final HeldOut NONE =
        new HeldOut(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** Why a version was or was not published. */
  enum Outcome {
    /** Published. */
    PUBLISHED,
    /** Nothing has been learned since the last version. */
    UNCHANGED,
    /** Worse than the last version on the segments held back. */
    REFUSED_WORSE,
    /** Its embeddings have collapsed. */
    REFUSED_COLLAPSED,
    /** It gives something that is not finite. */
    REFUSED_NOT_FINITE
  }

  /**
   * The decision at one boundary.
   *
   * @param boundary index of the boundary
   * @param outcome what was decided
   * @param snapshot the version, if published
   * @param heldOut what the segments held back say of the candidate
   */
  record Decision(long boundary, Outcome outcome, Optional<Snapshot> snapshot, HeldOut heldOut)
      implements LearnEffect {}
}
