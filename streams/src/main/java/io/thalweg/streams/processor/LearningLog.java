package io.thalweg.streams.processor;

import io.thalweg.model.learn.LearnEffect;
import io.thalweg.model.learn.LearnerListener;
import io.thalweg.model.snapshot.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators want to know of a learner while it runs, in the log: versions and refusals, drift,
 * steps that could not be taken. After a restart some of it may be said twice.
 */
final class LearningLog implements LearnerListener {
  private static final Logger LOG = LoggerFactory.getLogger(LearningLog.class);

  private final String pipeline;

  LearningLog(String pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public void refused(int inARow) {
    LOG.warn("{}: a step was not finite and was refused, {} in a row.", pipeline, inARow);
  }

  @Override
  public void rolledBack() {
    LOG.warn("{}: too many steps refused, the weights are the last version's again.", pipeline);
  }

  @Override
  public void decided(LearnEffect.Decision decision) {
    LOG.info(
        "{}: boundary {}: {}{}.",
        pipeline,
        decision.boundary(),
        decision.outcome(),
        decision.snapshot().map(LearningLog::version).orElse(""));
  }

  private static String version(Snapshot snapshot) {
    return ", version " + snapshot.version();
  }

  @Override
  public void drifted(double loss, double usual) {
    LOG.warn("{}: the stream has changed: loss {} where {} was usual.", pipeline, loss, usual);
  }
}
