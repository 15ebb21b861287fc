package io.thalweg.streams.cli.demo;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine.Command;

/** {@code demo video}: the main job on a generated scene, from JPEG frames to heat maps. */
@Command(
    name = "video",
    mixinStandardHelpOptions = true,
    description = {
      "Films a generated scene, learns to foresee its next frame, disturbs it in four ways, and"
          + " finds them.",
      "Needs neither camera nor ffmpeg nor files. The frames are the same in every run; only where"
          + " the disturbances begin depends on how fast the machine is.",
      "Exit code: 0 every link worked, 1 one did not, 2 wrong usage."
    })
final class DemoVideoCommand extends RunDemo {

  @Override
  DemoPlan plan(Duration total) {
    return VideoDemo.plan(total);
  }

  @Override
  DemoSubject subject(Path directory, Clock clock) {
    return new VideoDemo(clock);
  }
}
