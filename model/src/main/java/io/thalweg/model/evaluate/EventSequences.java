package io.thalweg.model.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Sequences of event ids, one a line: {@code name,id id id}. The name is not looked at.
 *
 * @param train learned from
 * @param normal tested on
 * @param abnormal tested on, to be found
 */
public record EventSequences(
    List<List<String>> train, List<List<String>> normal, List<List<String>> abnormal) {

  /**
   * Reads {@code openstack_train}, {@code openstack_test_normal}, {@code openstack_test_abnormal}.
   */
  public static EventSequences read(Path folder) throws IOException {
    return new EventSequences(
        readFile(folder.resolve("openstack_train")),
        readFile(folder.resolve("openstack_test_normal")),
        readFile(folder.resolve("openstack_test_abnormal")));
  }

  private static List<List<String>> readFile(Path file) throws IOException {
    List<List<String>> sequences = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      int comma = line.indexOf(',');
      if (!line.isBlank()) {
        String events = line.substring(comma + 1).strip();
        if (comma < 0 || events.isEmpty()) {
          throw new IOException(
              "%s: line %d is not 'name,id id id'".formatted(file, sequences.size() + 1));
        }
        sequences.add(List.of(events.split(" +")));
      }
    }
    return sequences;
  }
}
