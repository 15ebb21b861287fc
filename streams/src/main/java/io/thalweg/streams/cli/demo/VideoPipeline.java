package io.thalweg.streams.cli.demo;

import io.thalweg.streams.config.PipelineConfig;
import java.nio.file.Path;

/** The pipeline file of the video demo. */
final class VideoPipeline {

  /**
   * What is usual for video, but twice as many steps and smaller distances between versions: there
   * is only a minute. On the generated scene the Huber loss over frames 800 to 900 came to .53 of
   * copying, at 9 ms of one busy core a frame.
   *
   * <p>Twenty quiet frames end an incident: with forty, one frame in between that was a little
   * unusual, as after a change of version, prolonged an incident until the next began, and hid it.
   * One in 1,000 ordinary frames may alert, half an alert in the demo's quiet half minute: the
   * calibration remembers some 300 frames by then, and each incident is one of them. With one in
   * 5,000, what follows an incident would have to surprise far more than it did.
   */
  private static final String FILE =
      """
      pipeline: demo-video
      modality: {type: video, size: 64x64, channels: 1}
      source: {topic: demo-video.events}
      learning: {task: next-frame, encoder: {type: conv-net, context: 3}, every: 16}
      publish: {every: %d}
      detect: {rate: 0.001, cooldown: %d, warmup: %d}
      commit.interval: PT0.25S
      state: {dir: %s}
      broker: {data: %s}
      """;

  private static final int QUIET_FRAMES = 20;

  private VideoPipeline() {}

  /**
   * The pipeline.
   *
   * @param directory where broker and applications keep their data
   */
  static PipelineConfig of(DemoPlan plan, Path directory) {
    return PipelineConfig.parse(
        FILE.formatted(
            plan.publishEvery(),
            QUIET_FRAMES,
            plan.warmup(),
            Yaml.quoted(directory.resolve("state")),
            Yaml.quoted(directory.resolve("broker"))));
  }
}
