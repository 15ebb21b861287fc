package io.thalweg.streams.cli.evaluate;

import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureDecoder;
import io.thalweg.model.picture.PictureException;
import io.thalweg.model.picture.PictureLimits;
import io.thalweg.model.picture.PictureShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A folder of pictures, one per frame, in the order of their names.
 *
 * @param names file names
 * @param files their bytes
 */
record Film(List<String> names, List<byte[]> files) {
  private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png", ".pgm", ".ppm");

  static Film read(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.list(folder)) {
      paths = all.filter(Film::isPicture).sorted().toList();
    }
    if (paths.isEmpty()) {
      throw new IOException("%s has no pictures %s".formatted(folder, ENDINGS));
    }
    List<String> names = new ArrayList<>();
    List<byte[]> files = new ArrayList<>();
    for (Path path : paths) {
      names.add(path.getFileName().toString());
      files.add(Files.readAllBytes(path));
    }
    return new Film(names, files);
  }

  private static boolean isPicture(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  int frames() {
    return files.size();
  }

  /** All frames, decoded. */
  List<Picture> decode(PictureShape shape) throws IOException {
    PictureDecoder decoder = new PictureDecoder(PictureLimits.DEFAULT);
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < frames(); i++) {
      try {
        pictures.add(decoder.decode(files.get(i), shape));
      } catch (PictureException e) {
        throw new IOException("%s: %s".formatted(names.get(i), e.getMessage()), e);
      }
    }
    return pictures;
  }
}
