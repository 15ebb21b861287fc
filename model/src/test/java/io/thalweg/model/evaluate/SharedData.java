package io.thalweg.model.evaluate;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Third-party data sets for tests, never part of the project: the folder named by the system
 * property {@code thalweg.data}, or {@code shared/data} beside the project's folder. Tests that
 * need a set are skipped, with a message, where it is absent.
 */
final class SharedData {
  private SharedData() {}

  /** The folder of one set, such as {@code nab}; skips the calling test when it is absent. */
  static Path require(String set) {
    Path folder = root().resolve(set);
    assumeTrue(
        Files.isDirectory(folder),
        () -> "skipped: no data set in " + folder + " (set -Dthalweg.data=DIR)");
    return folder;
  }

  private static Path root() {
    String property = System.getProperty("thalweg.data");
    if (property != null && !property.isBlank()) {
      return Path.of(property);
    }
    // The project's folder is the working folder, or (under Surefire) the one above it.
    Path besideProject = Path.of("..", "shared", "data");
    return Files.isDirectory(besideProject) ? besideProject : Path.of("..").resolve(besideProject);
  }
}
