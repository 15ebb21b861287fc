package io.thalweg.model.learn;

import io.thalweg.model.item.Segment;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a {@link LearnerListener}, whatever it throws, and watches for drift on its behalf. Exists
 * only while somebody listens.
 */
final class Announcer {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  private final LearnerListener listener;
  private final DriftWatch drift = new DriftWatch();
  private boolean complained;

  Announcer(LearnerListener listener) {
    this.listener = listener;
  }

  void scored(double loss) {
    double usual = drift.usual();
    if (drift.add(loss)) {
      tell(l -> l.drifted(loss, usual));
    }
  }

  void predicted(Segment segment, float[] predictions, int first, int stride) {
    tell(l -> l.predicted(segment, predictions, first, stride));
  }

  void stepped(long step, double[] losses, double gradientNorm, double rate) {
    double sum = 0;
    for (double loss : losses) {
      sum += loss;
    }
    double mean = sum / losses.length;
    tell(l -> l.stepped(step, mean, gradientNorm, rate));
  }

  void refused(int inARow) {
    tell(l -> l.refused(inARow));
  }

  void rolledBack() {
    tell(LearnerListener::rolledBack);
  }

  void decided(LearnEffect.Decision decision) {
    tell(l -> l.decided(decision));
  }

  private void tell(Consumer<LearnerListener> call) {
    try {
      call.accept(listener);
    } catch (RuntimeException e) {
      if (!complained) {
        complained = true;
        LOG.warn(
            "A learner's listener fails; learning goes on, further failures are not logged", e);
      }
    }
  }
}
