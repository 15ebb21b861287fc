package io.thalweg.streams.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What an evaluation found: a table for people and the figures.
 *
 * @param name of its files
 * @param markdown the table
 * @param figures the same as JSON
 * @param pictures further files by name
 */
record Answer(String name, String markdown, JsonNode figures, Map<String, String> pictures) {

  /** Prints one of both, and writes all to a folder, which is made if missing. */
  void give(PrintWriter to, boolean json, Optional<Path> out) throws IOException {
    if (out.isPresent()) {
      Path folder = Files.createDirectories(out.get());
      Files.writeString(folder.resolve(name + ".md"), markdown);
      Files.writeString(folder.resolve(name + ".json"), figures.toPrettyString() + "\n");
      for (Map.Entry<String, String> picture : pictures.entrySet()) {
        Files.writeString(folder.resolve(picture.getKey()), picture.getValue());
      }
    }
    to.print(json ? figures.toPrettyString() + "\n" : markdown);
    to.flush();
  }
}
