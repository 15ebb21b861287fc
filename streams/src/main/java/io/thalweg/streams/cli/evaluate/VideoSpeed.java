package io.thalweg.streams.cli.evaluate;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.item.EntityTrack;
import io.thalweg.model.item.PartitionSegmenter;
import io.thalweg.model.item.Reading;
import io.thalweg.model.learn.Learner;
import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureShape;
import io.thalweg.model.serve.EntityWatch;
import io.thalweg.model.serve.Scorer;
import io.thalweg.model.serve.Watcher;
import io.thalweg.model.snapshot.Snapshot;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/**
 * Frames a second of one core: of the processor time of the one thread that does it, so that what
 * else the machine does is left out. Each pass is over the whole film.
 *
 * @param decoded decoding alone, to the pipeline's shape
 * @param learned decoding and learning: segments, steps and decisions about versions
 * @param embedded decoding and serving: embedding, surprise, p-value and alert
 */
record VideoSpeed(double decoded, double learned, double embedded) {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  static VideoSpeed of(Film film, PictureShape shape, PipelinePlan plan, Snapshot snapshot)
      throws IOException {
    long start = now();
    List<Picture> pictures = film.decode(shape);
    double decode = seconds(start);
    start = now();
    learn(pictures, plan);
    double learn = seconds(start);
    start = now();
    serve(pictures, plan, snapshot);
    double serve = seconds(start);
    int frames = film.frames();
    return new VideoSpeed(frames / decode, frames / (decode + learn), frames / (decode + serve));
  }

  private static long now() {
    return THREADS.getCurrentThreadCpuTime();
  }

  private static double seconds(long start) {
    return (now() - start) / 1e9;
  }

  private static void learn(List<Picture> pictures, PipelinePlan plan) {
    Learner learner = new Learner(plan.learner());
    PartitionSegmenter segmenter = new PartitionSegmenter(0, plan.publishEvery(), plan.capacity());
    EntityTrack track = new EntityTrack(plan.items(), plan.learner().segmentShape());
    for (int frame = 0; frame < pictures.size(); frame++) {
      Reading reading = VideoRun.reading(frame, pictures.get(frame));
      segmenter.reach(frame, input -> learner.fold(input, effect -> {}));
      segmenter.accept(track, reading, input -> learner.fold(input, effect -> {}));
    }
  }

  private static void serve(List<Picture> pictures, PipelinePlan plan, Snapshot snapshot) {
    Watcher watcher = new Watcher(plan.serving());
    EntityWatch watch = watcher.newEntity();
    Scorer scorer = new Scorer(snapshot);
    for (int frame = 0; frame < pictures.size(); frame++) {
      // Behind all that the version has learned, or nothing would be scored.
      int offset = pictures.size() + frame;
      watcher.observe(watch, VideoRun.reading(offset, pictures.get(frame)), scorer);
    }
  }
}
