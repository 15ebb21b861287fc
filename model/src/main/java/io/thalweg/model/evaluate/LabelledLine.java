package io.thalweg.model.evaluate;

import java.util.List;

/**
 * A line of text and its class.
 *
 * @param words of the line, see {@link io.thalweg.model.text.PlainWords}
 */
public record LabelledLine(String label, List<String> words) {}
