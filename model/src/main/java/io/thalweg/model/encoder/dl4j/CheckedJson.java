package io.thalweg.model.encoder.dl4j;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A DL4J configuration that is safe to build, however it came here.
 *
 * <p>DL4J reads its JSON polymorphically: objects name their class. Three locks stand before it.
 * The text is limited (256 KiB, 64 levels, numbers up to 65,536 but for seeds), so that it cannot
 * ask for much. Every string that could be the name of a class, wherever it stands, must be one of
 * {@link AllowedClasses}; so must every {@code @class}. And what then reads it ({@link Reading})
 * has a validator of types with the same list. DL4J's fallback to its older formats is not used.
 *
 * <p>Updaters are replaced by none: the learner's optimizer trains the network. A configuration
 * that asks for something which would silently not happen (gradient normalisation, truncated
 * backpropagation) is refused.
 */
final class CheckedJson {
  static final int MOST_CHARACTERS = 256 * 1024;
  static final int MOST_LEVELS = 64;
  static final long LARGEST_NUMBER = 65_536;

  private static final String CLASS = "@class";
  private static final Set<String> UPDATERS = Set.of("iUpdater", "iupdater", "biasUpdater");

  /** Anything with two dots between words: packages have at least that. */
  private static final Pattern CLASS_NAME =
      Pattern.compile("\\s*\\[*[\\w$;]+(\\.[\\w$;]+){2,}\\s*");

  /** Numbers that cost nothing, however large. */
  private static final Set<String> FREE_NUMBERS = Set.of("seed");

  private static final Map<String, String> ONLY =
      Map.of(
          "gradientNormalization", "None",
          "backpropType", "Standard",
          "dataType", "FLOAT",
          "rnnDataFormat", "NCW",
          "cnn2dDataFormat", "NCHW");

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(MOST_LEVELS)
                      .maxDocumentLength(MOST_CHARACTERS)
                      .maxNumberLength(32)
                      .build())
              .build());

  private CheckedJson() {}

  /**
   * The configuration to build, as a tree.
   *
   * @throws IllegalArgumentException with one sentence that says what is not allowed
   */
  static JsonNode of(String json) {
    if (json.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "a dl4j configuration has at most %,d characters, not %,d"
              .formatted(MOST_CHARACTERS, json.length()));
    }
    JsonNode tree;
    try {
      tree = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a dl4j configuration: " + e.getOriginalMessage(), e);
    }
    if (!tree.isObject()) {
      throw new IllegalArgumentException("not a dl4j configuration: no JSON object");
    }
    check(tree, "");
    return tree;
  }

  private static void check(JsonNode node, String name) {
    if (node instanceof ObjectNode object) {
      checkObject(object);
    } else if (node.isArray()) {
      node.forEach(element -> check(element, name));
    } else if (node.isTextual()) {
      checkText(name, node.textValue());
    } else if (node.isNumber()) {
      checkNumber(name, node.doubleValue());
    }
  }

  private static void checkObject(ObjectNode object) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (UPDATERS.contains(field.getKey())) {
        field.setValue(MAPPER.createObjectNode().put(CLASS, AllowedClasses.NO_UPDATER));
      } else {
        checkText("a key", field.getKey());
        check(field.getValue(), field.getKey());
      }
    }
  }

  private static void checkText(String name, String text) {
    boolean names = name.equals(CLASS) || CLASS_NAME.matcher(text).matches();
    if (names && !AllowedClasses.ALL.contains(text)) {
      throw new IllegalArgumentException(
          "a dl4j network must not have %s; allowed are %s"
              .formatted(brief(text), new java.util.TreeSet<>(AllowedClasses.ALL)));
    }
    String only = ONLY.get(name);
    if (only != null && !only.equals(text)) {
      throw new IllegalArgumentException(
          "a dl4j network must have %s %s, not %s".formatted(name, only, brief(text)));
    }
  }

  private static void checkNumber(String name, double value) {
    if (!FREE_NUMBERS.contains(name) && !(Math.abs(value) <= LARGEST_NUMBER)) {
      throw new IllegalArgumentException(
          "%s of a dl4j network must be at most %,d, not %s"
              .formatted(brief(name), LARGEST_NUMBER, value));
    }
  }

  private static String brief(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }
}
