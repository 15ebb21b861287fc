package io.thalweg.streams.cli.words;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thalweg.model.text.TextLines;
import io.thalweg.model.text.WordLearner;
import io.thalweg.model.text.WordVectors;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What was read and learned.
 *
 * @param tally of the last pass
 * @param loss nats per prediction in the last pass, each before it was learned; NaN if none
 * @param seconds of all passes
 */
record LearnReport(
    Path out,
    int passes,
    TextLines.Tally tally,
    WordLearner learner,
    WordVectors vectors,
    double loss,
    double seconds) {

  private long words() {
    return learner.progress().words();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    add(
        text,
        "%,d lines of %,d files, passes: %d. %,d words in %.1f s, %,.0f a second; loss per"
            + " prediction %.3f nats.",
        tally.lines(),
        tally.files(),
        passes,
        words(),
        seconds,
        words() / seconds,
        loss);
    add(
        text,
        "%n%,d vectors of %d floats in %s. The vocabulary has %,d bytes; %,d words lost their"
            + " counter to another, %,d their vector.",
        vectors.words().size(),
        vectors.dimension(),
        out,
        learner.vocabulary().bytes(),
        learner.vocabulary().replaced(),
        learner.vocabulary().rowsTaken());
    if (tally.notUtf8() > 0) {
      add(text, "%n%,d lines were no UTF-8 and read as ISO-8859-1.", tally.notUtf8());
    }
    if (tally.cut() > 0) {
      add(text, "%nLines of more than 1 MiB were cut, %,d times.", tally.cut());
    }
    if (tally.binary() > 0) {
      add(text, "%n%,d files were no text and left out.", tally.binary());
    }
    return text.toString();
  }

  private static void add(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }

  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("out", out.toString()).put("passes", passes).put("files", tally.files());
    node.put("lines", tally.lines()).put("words", words()).put("seconds", seconds);
    node.put("words_per_second", words() / seconds);
    if (Double.isFinite(loss)) {
      node.put("loss", loss);
    }
    node.put("vectors", vectors.words().size()).put("dimension", vectors.dimension());
    node.put("vocabulary_bytes", learner.vocabulary().bytes());
    node.put("words_replaced", learner.vocabulary().replaced());
    node.put("vectors_taken", learner.vocabulary().rowsTaken());
    node.put("words_too_long", learner.vocabulary().tooLong());
    node.put("lines_not_utf8", tally.notUtf8()).put("lines_cut", tally.cut());
    node.put("files_binary", tally.binary());
    return node;
  }
}
