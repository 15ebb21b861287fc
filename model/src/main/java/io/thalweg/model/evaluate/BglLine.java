package io.thalweg.model.evaluate;

import io.thalweg.model.text.LineDecoder;
import io.thalweg.model.text.TextLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a BGL log: {@code label time date node timestamp node type component level content}.
 *
 * <p>What is learned from begins at the type: what is before is the label and when and where, which
 * the events of a topic have in their timestamp and key.
 *
 * @param text type, component, level and content
 * @param alert whether the label is not {@code -}; for scoring only
 */
public record BglLine(String text, boolean alert) {
  private static final int COLUMNS_BEFORE = 6;

  /**
   * Reads a file, empty lines left out.
   *
   * @throws IOException that names a line with too few columns
   */
  public static List<BglLine> read(Path file) throws IOException {
    LineDecoder decoder = new LineDecoder(TextLimits.DEFAULT);
    List<BglLine> lines = new ArrayList<>();
    for (byte[] line : split(Files.readAllBytes(file))) {
      String text = decoder.decode(line).text().strip();
      if (!text.isEmpty()) {
        lines.add(parse(text, lines.size() + 1));
      }
    }
    return lines;
  }

  private static BglLine parse(String line, int number) throws IOException {
    String[] columns = line.split(" ", COLUMNS_BEFORE + 1);
    if (columns.length <= COLUMNS_BEFORE) {
      throw new IOException(
          "line %d has %d columns, a BGL log has more than %d"
              .formatted(number, columns.length, COLUMNS_BEFORE));
    }
    return new BglLine(columns[COLUMNS_BEFORE], !columns[0].equals("-"));
  }

  private static List<byte[]> split(byte[] bytes) {
    List<byte[]> lines = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (byte b : bytes) {
      if (b == '\n') {
        lines.add(line.toByteArray());
        line.reset();
      } else {
        line.write(b);
      }
    }
    lines.add(line.toByteArray());
    return lines;
  }
}
