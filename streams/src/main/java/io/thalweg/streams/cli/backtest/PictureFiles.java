package io.thalweg.streams.cli.backtest;

import io.thalweg.model.detect.Region;
import io.thalweg.model.item.Reading;
import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureShape;
import io.thalweg.model.picture.PngWriter;
import io.thalweg.model.picture.SideBySide;
import io.thalweg.model.serve.Observation;
import io.thalweg.model.serve.OneStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a model expected of a film, to look at: {@code frame-000700.png} shows the frame before, the
 * expected one and the one that came, side by side, for every so-manieth frame and each alert;
 * {@code alert-000700.png} is the alert's heat map.
 */
final class PictureFiles implements BacktestListener {
  private static final int LEAST_HEIGHT = 128;

  private final Path folder;
  private final PictureShape shape;
  private final int every;

  /**
   * @param folder made if missing
   * @param every frames between two that are drawn without an alert
   */
  PictureFiles(Path folder, PictureShape shape, int every) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.shape = shape;
    this.every = every;
  }

  @Override
  public void served(Reading reading, Observation seen, OneStep step) {
    boolean drawn = seen.alert().isPresent() || reading.offset() % every == 0;
    if (seen.surprise().isEmpty() || !drawn) {
      return;
    }
    try {
      write("frame", reading.offset(), PngWriter.write(beside(step)));
      if (seen.alert().isPresent() && seen.alert().get().region().isPresent()) {
        Region region = seen.alert().get().region().get();
        write("alert", reading.offset(), region.heatMap());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Picture beside(OneStep step) {
    int factor = Math.max(1, (LEAST_HEIGHT + shape.height() - 1) / shape.height());
    return SideBySide.of(
        List.of(picture(step.last()), picture(step.mean()), picture(step.observed())), factor);
  }

  private Picture picture(double[] levels) {
    byte[] pixels = new byte[shape.values()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) Math.round(Math.max(0, Math.min(255, levels[i])));
    }
    return new Picture(shape, pixels);
  }

  private void write(String kind, long frame, byte[] png) throws IOException {
    Files.write(folder.resolve("%s-%06d.png".formatted(kind, frame)), png);
  }
}
