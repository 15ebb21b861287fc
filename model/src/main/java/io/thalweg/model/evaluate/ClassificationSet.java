package io.thalweg.model.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A set of the UEA and UCR archives: a training and a test part of labelled series.
 *
 * @param name of its folder
 * @param classes labels of the training part, sorted
 */
public record ClassificationSet(
    String name, List<String> classes, List<LabelledSeries> train, List<LabelledSeries> test) {
  private static final List<String> ENDINGS = List.of(".ts.gz", ".ts");

  /** The set in a folder, or those in its sub-folders, by name. */
  public static List<Path> folders(Path data) throws IOException {
    if (file(data, "TRAIN").isPresent()) {
      return List.of(data);
    }
    try (var inside = Files.list(data)) {
      List<Path> sets = inside.filter(f -> file(f, "TRAIN").isPresent()).sorted().toList();
      if (sets.isEmpty()) {
        throw new IOException("neither it nor a folder X in it has an X_TRAIN.ts or .ts.gz");
      }
      return sets;
    }
  }

  /**
   * Reads both parts, {@code X_TRAIN.ts} and {@code X_TEST.ts} in a folder X, gzipped or not.
   *
   * @throws IOException with one sentence when they are not what they should be
   */
  public static ClassificationSet read(Path folder) throws IOException {
    List<LabelledSeries> train = LabelledSeriesFile.read(require(folder, "TRAIN"));
    List<LabelledSeries> test = LabelledSeriesFile.read(require(folder, "TEST"));
    int fields = train.get(0).fields();
    if (test.get(0).fields() != fields) {
      throw new IOException(
          "%s has series of %d fields to train and %d to test"
              .formatted(folder, fields, test.get(0).fields()));
    }
    List<String> classes =
        List.copyOf(new TreeSet<>(train.stream().map(LabelledSeries::label).toList()));
    if (classes.size() < 2) {
      throw new IOException("%s has one class to train: %s".formatted(folder, classes));
    }
    return new ClassificationSet(name(folder), classes, train, test);
  }

  private static String name(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  private static Path require(Path folder, String part) throws IOException {
    return file(folder, part)
        .orElseThrow(
            () -> new IOException("%s has no %s_%s.ts".formatted(folder, name(folder), part)));
  }

  private static Optional<Path> file(Path folder, String part) {
    return ENDINGS.stream()
        .map(ending -> folder.resolve(name(folder) + "_" + part + ending))
        .filter(Files::exists)
        .findFirst();
  }

  /** Index of each series' class, -1 for one the training part does not have. */
  int[] labels(List<LabelledSeries> series) {
    return series.stream().mapToInt(s -> classes.indexOf(s.label())).toArray();
  }
}
