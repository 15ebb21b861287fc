package io.thalweg.streams.cli.frames;

import io.thalweg.model.picture.NaturalOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a folder, by name as people count ({@code in2.jpg} before {@code in10.jpg}).
 * Names that end in jpg, jpeg, png, pgm or ppm are taken; other files and subfolders are passed
 * over. The list is made at the start, each file is read when its turn comes.
 */
public final class FolderFrames implements FrameSource {
  private static final List<String> EXTENSIONS = List.of(".jpg", ".jpeg", ".png", ".pgm", ".ppm");

  private final List<Path> files;
  private final FrameTimes times;
  private int next;

  private FolderFrames(List<Path> files, FrameTimes times) {
    this.files = files;
    this.times = times;
  }

  /**
   * Lists a folder.
   *
   * @throws IOException when it cannot be read, or has no pictures
   */
  public static FolderFrames open(Path folder, FrameTimes times) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("%s is not a folder.".formatted(folder));
    }
    try (Stream<Path> entries = Files.list(folder)) {
      NaturalOrder order = new NaturalOrder();
      List<Path> files =
          entries
              .filter(FolderFrames::isPicture)
              .sorted((one, other) -> order.compare(nameOf(one), nameOf(other)))
              .toList();
      if (files.isEmpty()) {
        throw new IOException(
            "%s has no pictures: no file ends in %s."
                .formatted(folder, String.join(", ", EXTENSIONS)));
      }
      return new FolderFrames(files, times);
    }
  }

  /** Pictures in all, those already given included. */
  public int size() {
    return files.size();
  }

  @Override
  public @Nullable Frame next() throws IOException {
    if (next == files.size()) {
      return null;
    }
    Path file = files.get(next);
    Frame frame = new Frame(Files.readAllBytes(file), times.millisOf(next), nameOf(file));
    next++;
    return frame;
  }

  @Override
  public void close() {
    // No file is open between two frames.
  }

  private static boolean isPicture(Path file) {
    String name = nameOf(file).toLowerCase(Locale.ROOT);
    return EXTENSIONS.stream().anyMatch(name::endsWith) && Files.isRegularFile(file);
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString();
  }
}
