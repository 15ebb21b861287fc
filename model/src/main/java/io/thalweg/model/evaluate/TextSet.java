package io.thalweg.model.evaluate;

import io.thalweg.model.picture.NaturalOrder;
import io.thalweg.model.text.PlainWords;
import io.thalweg.model.text.TextLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Labelled lines of text: a file whose lines are a label, a blank, and a sentence. Blank lines are
 * left out.
 *
 * @param name of the file
 * @param classes labels in natural order, at least two
 * @param lines in order
 */
public record TextSet(String name, List<String> classes, List<LabelledLine> lines) {
  private static final int MOST_CLASSES = 1000;

  /**
   * Reads a file, gzipped or not.
   *
   * @throws IOException with one sentence when it is not of that form
   */
  public static TextSet read(Path file) throws IOException {
    List<String> texts = new ArrayList<>();
    TextLines.of(List.of(file)).read(texts::add);
    List<LabelledLine> lines = new ArrayList<>();
    TreeSet<String> classes = new TreeSet<>(new NaturalOrder());
    for (int i = 0; i < texts.size(); i++) {
      String line = texts.get(i).strip();
      if (!line.isEmpty()) {
        int blank = line.indexOf(' ');
        if (blank < 0) {
          throw new IOException(
              "%s, line %d: no sentence after the label '%s'".formatted(file, i + 1, line));
        }
        String label = line.substring(0, blank);
        classes.add(label);
        lines.add(new LabelledLine(label, PlainWords.of(line.substring(blank + 1))));
      }
      if (classes.size() > MOST_CLASSES) {
        throw new IOException(
            "%s has more than %,d labels: lines are to begin with one and a blank"
                .formatted(file, MOST_CLASSES));
      }
    }
    if (classes.size() < 2) {
      throw new IOException("%s has lines of %d classes: too few".formatted(file, classes.size()));
    }
    return new TextSet(file.getFileName().toString(), List.copyOf(classes), List.copyOf(lines));
  }

  /** Index of each line's class. */
  int[] labels(List<LabelledLine> some) {
    return some.stream().mapToInt(line -> classes.indexOf(line.label())).toArray();
  }
}
