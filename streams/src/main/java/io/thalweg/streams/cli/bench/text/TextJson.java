package io.thalweg.streams.cli.bench.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A report as JSON. Names are stable. */
final class TextJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private TextJson() {}

  static String of(TextReport report) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("text", report.text().name())
        .put("characters", report.text().ids().length)
        .put("characters_learned", report.learned())
        .put("preset", report.preset().name().toLowerCase(Locale.ROOT))
        .put("parameters", report.parameters())
        .put("steps", report.steps())
        .put("processors", Runtime.getRuntime().availableProcessors());
    report.text().source().ifPresent(source -> bits(root.putObject("source"), source));
    ObjectNode counts = root.putObject("counts");
    report
        .counts()
        .forEach((order, result) -> result(counts.putObject(Integer.toString(order)), result));
    result(root.putObject("network"), report.network());
    result(root.putObject("mixture"), report.mixture());
    try {
      return MAPPER.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values cannot be written", e);
    }
  }

  private static void result(ObjectNode node, TextReport.Result result) {
    bits(node, result.bits());
    node.put("characters_per_second", result.speed())
        .put("characters_per_processor_second", result.processorSpeed());
  }

  private static void bits(ObjectNode node, Bits.PerCharacter bits) {
    node.put("bits_per_character", bits.whole())
        .put("bits_per_character_last_tenth", bits.lastTenth());
  }
}
