package io.thalweg.streams.cli.demo;

import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureDecoder;
import io.thalweg.model.picture.PictureException;
import io.thalweg.model.picture.PictureLimits;
import io.thalweg.model.picture.PictureShape;
import io.thalweg.schema.Alert;
import io.thalweg.schema.FrameRegion;
import io.thalweg.streams.config.PipelineConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** {@code demo video}: learns what a camera sees, and says where in the picture it was wrong. */
final class VideoDemo implements DemoSubject {
  private static final long SEED = 1;
  private static final PictureShape SHAPE = new PictureShape(64, 64, PictureShape.GREY);

  private final FilmedScene scene;

  VideoDemo(Clock clock) {
    scene = new FilmedScene(SEED, clock);
  }

  /**
   * When what happens. A generated scene needs no settling: it is the same from its first frame.
   */
  static DemoPlan plan(Duration total) {
    return new DemoPlan(
        total,
        Duration.ZERO,
        Duration.ofSeconds(15),
        Duration.ofSeconds(4),
        Duration.ofSeconds(30),
        FilmedScene.scripted(),
        Duration.ofSeconds(1),
        FilmedScene.HERTZ,
        FilmedScene.ROUND,
        300);
  }

  @Override
  public DemoWords words() {
    return new DemoWords(
        "./thalweg demo video",
        "frames of a generated scene",
        "how the objects of a generated scene move",
        Baseline.persistence("same as last frame"));
  }

  @Override
  public DemoLimits limits() {
    return new DemoLimits(0.8, 2);
  }

  @Override
  public int values() {
    return SHAPE.values();
  }

  @Override
  public PipelineConfig pipeline(DemoPlan plan, Path directory) {
    return VideoPipeline.of(plan, directory);
  }

  @Override
  public EventSource events() {
    return scene;
  }

  @Override
  public Disturber disturber() {
    return scene;
  }

  /** The part of the picture that surprised. */
  @Override
  public List<String> named(Alert alert) {
    FrameRegion region = alert.getRegion();
    return region == null
        ? List.of()
        : List.of(
            "%dx%d pixels at %d,%d"
                .formatted(region.getWidth(), region.getHeight(), region.getX(), region.getY()));
  }

  @Override
  public List<String> conclude(PipelineConfig config, List<Alert> alerts, Path directory)
      throws IOException {
    Path folder = directory.resolve("pictures");
    int files =
        new AlertPictures(folder, PublishedVersions.of(config), this::picture).write(alerts);
    return List.of(
        "%d pictures of the alerts, where and expected beside actual: %s".formatted(files, folder));
  }

  /** The events topic has one partition and no other writer: an offset is a frame's number. */
  private Picture picture(long offset) {
    try {
      return new PictureDecoder(PictureLimits.DEFAULT).decode(scene.again(offset), SHAPE);
    } catch (PictureException impossible) {
      throw new IllegalStateException("A frame of the scene cannot be read", impossible);
    }
  }
}
