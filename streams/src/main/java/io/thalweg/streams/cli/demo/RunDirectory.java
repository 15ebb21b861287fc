package io.thalweg.streams.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory for one demo, named after the process: {@code run-PID}. Those of processes that are
 * gone are deleted when the next demo begins, so the last one can still be looked at.
 */
final class RunDirectory {
  private static final String PREFIX = "run-";

  private RunDirectory() {}

  /** A new, empty directory under a parent, which is made if missing; old ones are deleted. */
  static Path create(Path parent) throws IOException {
    long self = ProcessHandle.current().pid();
    Files.createDirectories(parent);
    List<Path> runs;
    try (Stream<Path> children = Files.list(parent)) {
      runs = children.filter(child -> isDone(child, self)).toList();
    }
    for (Path run : runs) {
      delete(run);
    }
    return Files.createDirectory(parent.resolve(PREFIX + self));
  }

  /** One of this process's own number belongs to an earlier process. */
  private static boolean isDone(Path child, long self) {
    String name = child.getFileName().toString();
    if (!name.matches(PREFIX + "[0-9]{1,18}")) {
      return false;
    }
    long pid = Long.parseLong(name.substring(PREFIX.length()));
    return pid == self || !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /** Deletes a directory and all it holds; does not follow links. */
  static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException gone) {
      // That is what was wanted.
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
