package io.thalweg.model.learn;

import io.thalweg.model.item.Segment;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * What the steps of a learner learn from: segments that wait for their first step, filled up with
 * random ones from the replay buffer. Memory: the replay budget, and what waits. Not thread-safe.
 */
final class Batches {
  /** For a place in a batch, where the same segment twice would be told from itself. */
  private static final int MOST_DRAWS = 8;

  private final Segment[] segments;
  private final float[] weights;

  /** Where the replayed segments of the batch lie in the buffer. */
  private final int[] drawn;

  /** Whether the segments of a batch are compared with each other. */
  private final boolean compared;

  private final Replay replay;
  private final ArrayDeque<Segment> queue = new ArrayDeque<>();

  Batches(LearnerSettings settings) {
    segments = new Segment[settings.batch()];
    weights = new float[settings.batch()];
    drawn = new int[settings.batch()];
    compared = !settings.architecture().predicts();
    replay = Replay.of(settings.replayPolicy(), settings.replayBytes(), settings.seed());
  }

  void enqueue(Segment segment) {
    queue.add(segment);
  }

  /** Whether more wait than a batch takes. */
  boolean overflows() {
    return queue.size() > segments.length;
  }

  boolean isEmpty() {
    return queue.isEmpty() && replay.size() == 0;
  }

  /**
   * Fills the batch: those that wait first, then random ones from the replay buffer, or the first
   * ones again, weighing nothing, while there is none.
   *
   * @return how many are fresh: they are the first
   */
  int fill(SplittableRandom random) {
    int fresh = Math.min(queue.size(), segments.length);
    for (int b = 0; b < fresh; b++) {
      segments[b] = queue.remove();
      weights[b] = 1f;
    }
    for (int b = fresh; b < segments.length; b++) {
      if (replay.size() > 0) {
        Replay.Entry entry = draw(random, fresh, b);
        segments[b] = entry.segment();
        weights[b] = entry.weight();
      } else {
        segments[b] = segments[b % fresh];
        weights[b] = 0f;
      }
    }
    return fresh;
  }

  /**
   * A remembered segment; where segments are compared, if possible one that is not in the batch.
   */
  private Replay.Entry draw(SplittableRandom random, int fresh, int place) {
    int index = random.nextInt(replay.size());
    for (int again = 1; compared && again < MOST_DRAWS && isDrawn(index, fresh, place); again++) {
      index = random.nextInt(replay.size());
    }
    drawn[place] = index;
    return replay.get(index);
  }

  private boolean isDrawn(int index, int from, int to) {
    for (int b = from; b < to; b++) {
      if (drawn[b] == index) {
        return true;
      }
    }
    return false;
  }

  /** The segments of the batch last filled. */
  Segment[] segments() {
    return segments;
  }

  /** What each of them counts, in [0, 1]; those of fresh ones are the learner's to set. */
  float[] weights() {
    return weights;
  }

  /**
   * Remembers the fresh segments of the batch for replay, without those that cannot be scored:
   * replayed, they would have step after step refused.
   */
  void remember(int fresh, double[] losses) {
    for (int b = 0; b < fresh; b++) {
      if (Double.isFinite(losses[b])) {
        replay.add(segments[b], weights[b]);
      }
    }
  }

  /** Takes over all that another remembers and has waiting, each segment mapped. */
  void adopt(Batches older, UnaryOperator<Segment> mapped) {
    replay.adopt(older.replay, mapped);
    older.queue.forEach(segment -> queue.add(mapped.apply(segment)));
  }

  void writeTo(StateWriter out) {
    replay.writeTo(out);
    Replay.writeSegments(out, queue);
  }

  void readFrom(StateReader in) {
    replay.readFrom(in);
    Replay.readSegments(in, queue);
  }
}
