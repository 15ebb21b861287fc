package io.thalweg.streams.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lays the tree of a pipeline file over the tree of the defaults. The default says which keys there
 * are and which type a value has; a key without a value keeps its default. Messages about {@code
 * kafka} and {@code registry} as a whole never quote a value.
 */
final class Overlay {
  private static final String KAFKA = "kafka";

  /** Sections that hold secrets. */
  private static final Set<String> SECRETIVE = Set.of(KAFKA, "registry");

  /** Sections whose keys are free, and that are settings of one exchangeable part. */
  private static final Set<String> COMPONENTS =
      Set.of(
          "modality",
          "learning.encoder",
          "learning.task",
          "learning.objective",
          "learning.optimizer");

  private final ObjectNode defaults;

  Overlay(ObjectNode defaults) {
    this.defaults = defaults;
  }

  ObjectNode lay(ObjectNode given) {
    return section("", defaults.deepCopy(), given);
  }

  private static ObjectNode section(String path, ObjectNode base, ObjectNode given) {
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      String name = entry.getKey();
      String key = path.isEmpty() ? name : path + "." + name;
      JsonNode fallback = base.get(name);
      if (fallback == null) {
        throw unknown(key, path, base);
      }
      if (!entry.getValue().isNull()) {
        base.set(name, value(key, fallback, entry.getValue()));
      }
    }
    return base;
  }

  private static JsonNode value(String key, JsonNode fallback, JsonNode given) {
    if (fallback.isObject()) {
      return object(key, (ObjectNode) fallback, given);
    }
    if (fallback.isArray()) {
      return names(key, given);
    }
    if (!given.isValueNode()) {
      throw new ConfigurationException(
          "%s is a section or a list, allowed is a single value.".formatted(key));
    }
    String text = given.asText();
    if (fallback.isInt()) {
      return IntNode.valueOf(
          Math.toIntExact(whole(key, text, Integer.MIN_VALUE, Integer.MAX_VALUE)));
    }
    if (fallback.isLong()) {
      return LongNode.valueOf(whole(key, text, Long.MIN_VALUE, Long.MAX_VALUE));
    }
    if (fallback.isNumber()) {
      return DoubleNode.valueOf(number(key, text));
    }
    return fallback.isBoolean() ? truth(key, text) : TextNode.valueOf(text);
  }

  private static JsonNode object(String key, ObjectNode fallback, JsonNode given) {
    if (COMPONENTS.contains(key) && given.isTextual()) {
      // A name alone: that part, with its defaults.
      ObjectNode named = fallback.objectNode();
      named.set(ComponentConfig.TYPE, given);
      return component(key, fallback, named);
    }
    if (!given.isObject()) {
      boolean secret = SECRETIVE.contains(key);
      String shown = given.isValueNode() && !secret ? " '" + given.asText() + "'" : "";
      throw new ConfigurationException(
          "%s is a single value%s or a list, allowed is a section of keys and values."
              .formatted(key, shown));
    }
    if (key.equals(KAFKA)) {
      return kafka((ObjectNode) given);
    }
    return COMPONENTS.contains(key)
        ? component(key, fallback, (ObjectNode) given)
        : section(key, fallback, (ObjectNode) given);
  }

  /** Parameters belong to a type: those of the default type mean nothing to another one. */
  private static ObjectNode component(String key, ObjectNode fallback, ObjectNode given) {
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      if (!isValueOrList(entry.getValue())) {
        throw new ConfigurationException(
            "%s.%s is a section, allowed is a single value or a list of them."
                .formatted(key, entry.getKey()));
      }
    }
    JsonNode type = given.path(ComponentConfig.TYPE);
    boolean sameType = type.isMissingNode() || type.equals(fallback.get(ComponentConfig.TYPE));
    ObjectNode component = sameType ? fallback : fallback.objectNode();
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      if (!entry.getValue().isNull()) {
        component.set(entry.getKey(), entry.getValue());
      }
    }
    // Checked here as well as in the record, which does not know which part it is.
    Check.name(key + "." + ComponentConfig.TYPE, component.path(ComponentConfig.TYPE).asText());
    return component;
  }

  private static boolean isValueOrList(JsonNode node) {
    if (!node.isArray()) {
      return node.isValueNode();
    }
    for (JsonNode element : node) {
      if (!element.isValueNode()) {
        return false;
      }
    }
    return true;
  }

  private static ObjectNode kafka(ObjectNode given) {
    ObjectNode settings = given.objectNode();
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      if (!entry.getValue().isValueNode()) {
        throw new ConfigurationException(
            "kafka.%s is a section or a list, allowed is a single value under the setting's full name."
                .formatted(entry.getKey()));
      }
      if (!entry.getValue().isNull()) {
        settings.put(entry.getKey(), entry.getValue().asText());
      }
    }
    return settings;
  }

  private static ArrayNode names(String key, JsonNode given) {
    if (!given.isArray()) {
      throw Check.refused(
          key, given.isValueNode() ? given.asText() : "a section", "a list such as [a, b]");
    }
    ArrayNode names = ((ArrayNode) given).arrayNode();
    for (JsonNode element : given) {
      if (!element.isValueNode() || element.isNull()) {
        throw new ConfigurationException(
            "%s holds something other than a name, allowed is a list such as [a, b]."
                .formatted(key));
      }
      names.add(element.asText());
    }
    return names;
  }

  private static long whole(String key, String text, long least, long most) {
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, together with numbers that do not fit.
    }
    throw Check.refused(key, text, "a whole number");
  }

  /** YAML takes {@code 1e-4} for a word (it wants {@code 1.0e-4}); people do not. */
  private static double number(String key, String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, together with NaN and infinity.
    }
    throw Check.refused(key, text, "a finite number");
  }

  private static BooleanNode truth(String key, String text) {
    return switch (text) {
      case "true" -> BooleanNode.TRUE;
      case "false" -> BooleanNode.FALSE;
      default -> throw Check.refused(key, text, "true or false");
    };
  }

  private static ConfigurationException unknown(String key, String path, ObjectNode base) {
    Set<String> known = new TreeSet<>();
    base.fieldNames().forEachRemaining(known::add);
    return new ConfigurationException(
        "%s is not a key of %s, allowed is %s."
            .formatted(key, path.isEmpty() ? "the pipeline file" : path, String.join(", ", known)));
  }
}
