package io.thalweg.model.evaluate;

import io.thalweg.model.picture.NaturalOrder;
import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureDecoder;
import io.thalweg.model.picture.PictureException;
import io.thalweg.model.picture.PictureLimits;
import io.thalweg.model.picture.PictureShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A folder with a folder per class, person or thing, and pictures of it in each. Folders and files
 * are taken in natural order of their names (s2 before s10), hidden ones and files of other kinds
 * left out. Pictures are decoded by what they hold, not by name, and brought to one shape.
 */
public final class PictureFolders {
  private static final Pattern PICTURE =
      Pattern.compile(".*\\.(pgm|ppm|pnm|png|jpg|jpeg)", Pattern.CASE_INSENSITIVE);
  private static final NaturalOrder ORDER = new NaturalOrder();

  private PictureFolders() {}

  /** Whether there is a folder with a picture in it. */
  static boolean isThere(Path data) throws IOException {
    for (Path folder : children(data)) {
      if (Files.isDirectory(folder) && !pictures(folder).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads them.
   *
   * @param shape all are brought to
   * @throws IOException with one sentence that names the file that is no picture, or the folder
   *     that holds none
   */
  public static List<LabelledPicture> read(Path data, PictureShape shape) throws IOException {
    PictureDecoder decoder = new PictureDecoder(PictureLimits.DEFAULT);
    List<LabelledPicture> all = new ArrayList<>();
    for (Path folder : children(data)) {
      if (!Files.isDirectory(folder)) {
        continue;
      }
      for (Path file : pictures(folder)) {
        Picture picture = decode(file, bytes -> decoder.decode(bytes, shape));
        all.add(new LabelledPicture(picture, name(folder)));
      }
    }
    if (all.isEmpty()) {
      throw none(data);
    }
    return List.copyOf(all);
  }

  /**
   * Reads a gallery: a folder per person or thing, and pictures that lie in it directly and go by
   * their own name.
   *
   * @throws IOException with one sentence, as {@link #read}
   */
  public static List<LabelledPicture> gallery(Path data, PictureShape shape) throws IOException {
    List<LabelledPicture> all = new ArrayList<>(isThere(data) ? read(data, shape) : List.of());
    for (Path file : pictures(data)) {
      all.add(new LabelledPicture(one(file, shape), name(file).replaceFirst("\\.[^.]*$", "")));
    }
    if (all.isEmpty()) {
      throw new IOException("%s has no pictures".formatted(data));
    }
    return List.copyOf(all);
  }

  /**
   * Reads one picture.
   *
   * @throws IOException with one sentence where it is none
   */
  public static Picture one(Path file, PictureShape shape) throws IOException {
    PictureDecoder decoder = new PictureDecoder(PictureLimits.DEFAULT);
    return decode(file, bytes -> decoder.decode(bytes, shape));
  }

  /**
   * The first picture's own shape.
   *
   * @throws IOException with one sentence where there is none
   */
  public static PictureShape firstShape(Path data) throws IOException {
    PictureDecoder decoder = new PictureDecoder(PictureLimits.DEFAULT);
    for (Path folder : children(data)) {
      List<Path> files = Files.isDirectory(folder) ? pictures(folder) : List.of();
      if (!files.isEmpty()) {
        return decode(files.get(0), decoder::decode).shape();
      }
    }
    throw none(data);
  }

  private static IOException none(Path data) {
    return new IOException("%s has no folder with pictures in it".formatted(data));
  }

  /** How bytes become a picture. */
  @FunctionalInterface
  private interface Decoding {
    Picture of(byte[] bytes) throws PictureException;
  }

  private static Picture decode(Path file, Decoding decoding) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      return decoding.of(bytes);
    } catch (PictureException e) {
      throw new IOException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static List<Path> pictures(Path folder) throws IOException {
    return children(folder).stream().filter(f -> PICTURE.matcher(name(f)).matches()).toList();
  }

  private static List<Path> children(Path folder) throws IOException {
    try (var inside = Files.list(folder)) {
      return inside
          .filter(file -> !name(file).startsWith("."))
          .sorted(Comparator.comparing(PictureFolders::name, ORDER))
          .toList();
    }
  }

  static String name(Path file) {
    return String.valueOf(file.toAbsolutePath().normalize().getFileName());
  }
}
