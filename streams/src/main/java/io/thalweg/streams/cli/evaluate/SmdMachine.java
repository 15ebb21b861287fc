package io.thalweg.streams.cli.evaluate;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * One machine of the Server Machine Dataset (Su et al. 2019): lines of 38 comma-separated readings
 * a minute apart, and one label per line of the test part.
 *
 * @param name of its folder
 * @param train lines, oldest first
 * @param test lines that follow
 * @param anomalous one per line of the test part
 */
record SmdMachine(String name, List<String> train, List<String> test, boolean[] anomalous) {
  private static final String TRAIN = "train.txt";

  static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(TRAIN)) || Files.exists(folder.resolve(TRAIN + ".gz"));
  }

  /** The machine in a folder, or all in its sub-folders, by name. */
  static List<Path> folders(Path data) throws IOException {
    if (isIn(data)) {
      return List.of(data);
    }
    try (var inside = Files.list(data)) {
      List<Path> machines = inside.filter(SmdMachine::isIn).sorted().toList();
      if (machines.isEmpty()) {
        throw new IOException("neither it nor a folder in it has a " + TRAIN);
      }
      return machines;
    }
  }

  static SmdMachine read(Path folder) throws IOException {
    List<String> test = lines(folder, "test.txt");
    List<String> labels = lines(folder, "test_label.txt");
    if (labels.size() != test.size()) {
      throw new IOException(
          "%s has %d test lines, but %d labels".formatted(folder, test.size(), labels.size()));
    }
    boolean[] anomalous = new boolean[labels.size()];
    for (int row = 0; row < anomalous.length; row++) {
      anomalous[row] = labels.get(row).strip().startsWith("1");
    }
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return new SmdMachine(String.valueOf(name), lines(folder, TRAIN), test, anomalous);
  }

  private static List<String> lines(Path folder, String name) throws IOException {
    Path packed = folder.resolve(name + ".gz");
    Path file = Files.exists(packed) ? packed : folder.resolve(name);
    List<String> lines = new ArrayList<>();
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file == packed ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank()) {
          lines.add(line);
        }
      }
    }
    return lines;
  }

  /** Writes the train part and, right behind it, the test part as CSV without a header. */
  void writeCsv(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (List<String> part : List.of(train, test)) {
        for (String line : part) {
          out.write(line);
          out.write('\n');
        }
      }
    }
  }

  static double[][] values(List<String> lines) throws IOException {
    double[][] rows = new double[lines.size()][];
    try {
      for (int row = 0; row < rows.length; row++) {
        String[] cells = lines.get(row).split(",", -1);
        rows[row] = new double[cells.length];
        for (int f = 0; f < cells.length; f++) {
          rows[row][f] = Double.parseDouble(cells[f]);
        }
      }
    } catch (NumberFormatException e) {
      throw new IOException("a line is not made of numbers: " + e.getMessage(), e);
    }
    return rows;
  }
}
