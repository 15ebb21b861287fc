package io.thalweg.model.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Figures on lines of text as a table for people and as JSON. */
public final class TextReport {
  private TextReport() {}

  /** Accuracy against number of labels, a Markdown table. */
  public static String markdown(TextProbe probe) {
    StringBuilder text = new StringBuilder();
    TextPreset preset = probe.preset();
    add(text, "# Linear probe of %s by number of labels", probe.set().name());
    text.append('\n');
    add(
        text,
        "%,d lines to learn from, %,d to test, %d classes; %,d unlabelled lines beside; %s,"
            + " dimension %d, window %d, %d passes, %d divisions. Test accuracy, means over draws"
            + " of the labels (lowest to highest). Embeddings weigh words by smooth inverse"
            + " frequency and leave out what lines have in common; the plain mean does neither.",
        probe.trainLines(),
        probe.testLines(),
        probe.set().classes().size(),
        probe.unlabelled(),
        preset.task().label(),
        preset.dimension(),
        preset.window(),
        preset.passes(),
        probe.runs().size());
    text.append('\n').append(CurveTable.markdown(probe.curves())).append('\n');
    for (TextProbe.Run run : probe.runs()) {
      add(
          text,
          "Seed %d: %,d words a pass, %,d vectors, loss %.3f to %.3f, %.0f s of learning; the bag"
              + " knows %,d words.",
          run.seed(),
          run.words(),
          run.vectors(),
          run.firstLoss(),
          run.lastLoss(),
          run.seconds(),
          run.bag());
    }
    return text.toString();
  }

  /** The same with every draw's accuracy. */
  public static ObjectNode json(TextProbe probe) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    TextPreset preset = probe.preset();
    node.put("set", probe.set().name()).put("task", preset.task().label());
    node.put("dimension", preset.dimension()).put("window", preset.window());
    node.put("passes", preset.passes());
    node.put("train_lines", probe.trainLines()).put("test_lines", probe.testLines());
    node.put("unlabelled_lines", probe.unlabelled());
    node.put("classes", probe.set().classes().size());
    ArrayNode runs = node.putArray("runs");
    for (TextProbe.Run run : probe.runs()) {
      ObjectNode one = runs.addObject().put("seed", run.seed()).put("words", run.words());
      one.put("vectors", run.vectors()).put("bag_words", run.bag());
      one.put("first_loss", run.firstLoss()).put("last_loss", run.lastLoss());
      one.put("seconds", run.seconds());
    }
    node.set("curves", CurveTable.json(probe.curves()));
    return node;
  }

  private static void add(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
