package io.thalweg.streams.cli.demo;

import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PngWriter;
import io.thalweg.model.picture.SideBySide;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.schema.Alert;
import io.thalweg.schema.FrameRegion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Writes what a person can look at of each alert: {@code frame-N-where.png}, the alert's own heat
 * map, and {@code frame-N-expected-actual.png}, the frame that its version expected beside the one
 * that came.
 */
final class AlertPictures {
  private static final int ENLARGED = 4;

  private final Path folder;
  private final List<Snapshot> versions;
  private final LongFunction<Picture> frames;

  /**
   * @param folder is made if missing
   * @param versions those that still are on the model topic
   * @param frames the picture of an offset, as the pipeline has scaled it
   */
  AlertPictures(Path folder, List<Snapshot> versions, LongFunction<Picture> frames) {
    this.folder = folder;
    this.versions = List.copyOf(versions);
    this.frames = frames;
  }

  /** Writes those of some alerts; returns how many files that were. */
  int write(List<Alert> alerts) throws IOException {
    Files.createDirectories(folder);
    int files = 0;
    for (Alert alert : alerts) {
      files += writeHeatMap(alert) + writeExpected(alert);
    }
    return files;
  }

  private int writeHeatMap(Alert alert) throws IOException {
    FrameRegion region = alert.getRegion();
    if (region == null) {
      return 0;
    }
    ByteBuffer png = region.getHeatMap().duplicate();
    byte[] bytes = new byte[png.remaining()];
    png.get(bytes);
    Files.write(file(alert, "where"), bytes);
    return 1;
  }

  private int writeExpected(Alert alert) throws IOException {
    Optional<Snapshot> version =
        versions.stream().filter(known -> known.version() == alert.getVersion()).findFirst();
    if (version.isEmpty() || alert.getOffset() == 0) {
      return 0;
    }
    Picture expected = ExpectedFrame.of(version.get(), before(alert.getOffset(), version.get()));
    Picture actual = frames.apply(alert.getOffset());
    Picture both = SideBySide.of(List.of(expected, actual), ENLARGED);
    Files.write(file(alert, "expected-actual"), PngWriter.write(both));
    return 1;
  }

  private List<Picture> before(long offset, Snapshot version) {
    long context = version.architecture().servingContext(version.segmentLength());
    List<Picture> before = new ArrayList<>();
    for (long frame = Math.max(0, offset - 1 - context); frame < offset; frame++) {
      before.add(frames.apply(frame));
    }
    return before;
  }

  private Path file(Alert alert, String what) {
    return folder.resolve("frame-%06d-%s.png".formatted(alert.getOffset(), what));
  }
}
