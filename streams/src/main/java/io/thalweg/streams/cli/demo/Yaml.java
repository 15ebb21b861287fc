package io.thalweg.streams.cli.demo;

import java.nio.file.Path;

/** What has to be said in YAML. */
final class Yaml {
  private Yaml() {}

  /** A single-quoted scalar, in which only the quote itself is special. */
  static String quoted(Path path) {
    return "'" + path.toString().replace("'", "''") + "'";
  }
}
