package io.thalweg.streams.cli.bench.words;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thalweg.streams.cli.bench.Tenths;
import java.util.Locale;

/**
 * How an endless text was learned.
 *
 * @param lines learned
 * @param words in them
 * @param budgetBytes that the vocabulary may have
 * @param vocabularyBytes that it has
 * @param replaced words that lost their counter to another one
 * @param rowsTaken words that lost their vector
 * @param tenths how fast and how small
 */
record EndlessReport(
    long lines,
    long words,
    long budgetBytes,
    long vocabularyBytes,
    long replaced,
    long rowsTaken,
    Tenths tenths) {

  String text() {
    return String.format(
            Locale.ROOT,
            "Endless text: %,d lines, %,d words. The vocabulary has %,d bytes, %,d are allowed;"
                + " %,d words lost their counter to another, %,d their vector.%n",
            lines,
            words,
            vocabularyBytes,
            budgetBytes,
            replaced,
            rowsTaken)
        + tenths.text("words");
  }

  String json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("lines", lines).put("words", words);
    node.put("vocabulary_bytes", vocabularyBytes).put("vocabulary_budget_bytes", budgetBytes);
    node.put("words_replaced", replaced).put("vectors_taken", rowsTaken);
    tenths.addTo(node, "words");
    return node.toString();
  }
}
