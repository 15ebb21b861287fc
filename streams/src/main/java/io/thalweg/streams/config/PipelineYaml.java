package io.thalweg.streams.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.thalweg.model.pretext.PretextTasks;
import io.thalweg.model.spec.Spec;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline file to {@link PipelineConfig} and back.
 *
 * <p>The file is laid over the tree of the defaults, which is {@link PipelineConfig#of} written
 * out: so neither a default nor a key's name is repeated here, and whatever a file leaves out is
 * the records' own business.
 *
 * <p>Parser exceptions quote the text around a fault, which may be a secret: only their position,
 * and the name of a duplicate key, are passed on.
 */
final class PipelineYaml {
  private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '([^']*)'");
  private static final YAMLMapper MAPPER = mapper();

  private PipelineYaml() {}

  static PipelineConfig parse(String yaml) {
    JsonNode given = tree(yaml);
    if (!given.isObject()) {
      throw new ConfigurationException(
          "The pipeline file must hold keys and values, beginning with pipeline and source.topic.");
    }
    ObjectNode effective = new Overlay(defaults(modality(given))).lay((ObjectNode) given);
    strideFollowsSegment(given.path("learning"), (ObjectNode) effective.get("learning"));
    objectiveFollowsTask(given.path("learning"), (ObjectNode) effective.get("learning"));
    required(effective.path("pipeline"), "pipeline", "the name of the pipeline");
    required(effective.path("source").path("topic"), "source.topic", "the topic of the events");
    return bind(effective);
  }

  static String describe(PipelineConfig config) {
    ObjectNode tree = MAPPER.valueToTree(config);
    tree.set("kafka", MAPPER.valueToTree(config.kafka().masked()));
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values cannot be written as YAML", e);
    }
  }

  /** The modality a file names, as far as what is usual otherwise depends on it. */
  private static ComponentConfig modality(JsonNode given) {
    JsonNode named = given.path("modality");
    JsonNode type = named.isTextual() ? named : named.path(ComponentConfig.TYPE);
    JsonNode tokenizer = named.path(LearningConfig.TOKENIZER);
    return switch (type.asText()) {
      case "video" -> new ComponentConfig("video", Map.of());
      case "text" ->
          new ComponentConfig(
              "text",
              tokenizer.isTextual()
                  ? Map.of(LearningConfig.TOKENIZER, tokenizer.asText())
                  : Map.of());
      default -> PipelineConfig.SENSOR;
    };
  }

  /** The tree of all keys with their defaults; the two required keys are null. */
  static ObjectNode defaults() {
    return defaults(PipelineConfig.SENSOR);
  }

  private static ObjectNode defaults(ComponentConfig modality) {
    ObjectNode tree = MAPPER.valueToTree(PipelineConfig.of("pipeline", "topic", modality));
    tree.putNull("pipeline");
    ((ObjectNode) tree.get("source")).putNull("topic");
    return tree;
  }

  private static JsonNode tree(String yaml) {
    try {
      return MAPPER.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw notYaml(e);
    }
  }

  @SuppressWarnings("ConstantConditions") // getLocation() may be null, whatever it declares
  private static ConfigurationException notYaml(JsonProcessingException e) {
    Matcher duplicate = DUPLICATE.matcher(String.valueOf(e.getOriginalMessage()));
    String place = e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
    if (duplicate.find()) {
      return new ConfigurationException(
          "The pipeline file has the key %s twice%s, allowed is once."
              .formatted(duplicate.group(1), place));
    }
    return new ConfigurationException("The pipeline file is not valid YAML%s.".formatted(place));
  }

  private static PipelineConfig bind(ObjectNode effective) {
    try {
      return MAPPER.treeToValue(effective, PipelineConfig.class);
    } catch (JsonProcessingException e) {
      throw refused(e);
    }
  }

  /**
   * What the overlay could not decide: the words of an enumeration, and whatever the records
   * themselves refuse.
   */
  private static ConfigurationException refused(JsonProcessingException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigurationException refused) {
        return refused;
      }
    }
    if (e instanceof InvalidFormatException invalid && invalid.getTargetType().isEnum()) {
      return Check.refused(
          path(invalid), invalid.getValue(), "one of " + words(invalid.getTargetType()));
    }
    String key = e instanceof JsonMappingException mapping ? path(mapping) : "a key";
    return new ConfigurationException("%s has a value that cannot be used.".formatted(key));
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(JsonMappingException.Reference::getFieldName)
        .collect(Collectors.joining("."));
  }

  private static String words(Class<?> enumeration) {
    return Arrays.stream(enumeration.getEnumConstants())
        .map(constant -> MAPPER.convertValue(constant, String.class))
        .collect(Collectors.joining(", "));
  }

  /** Segments do not overlap unless a stride says so, whatever their length. */
  private static void strideFollowsSegment(JsonNode given, ObjectNode learning) {
    if (!given.path("segment").isMissingNode() && given.path("stride").isMissingNode()) {
      learning.set("stride", learning.get("segment"));
    }
  }

  /** A task has its usual objective. One that cannot be made is told of when the plan is. */
  private static void objectiveFollowsTask(JsonNode given, ObjectNode learning) {
    if (given.path("task").isMissingNode() || !given.path("objective").isMissingNode()) {
      return;
    }
    ComponentConfig task = MAPPER.convertValue(learning.get("task"), ComponentConfig.class);
    try {
      Spec usual = PretextTasks.create(new Spec(task.type(), task.settings())).usualObjective();
      Map<String, Object> options = new TreeMap<>(usual.options());
      if (!task.settings().containsKey("vocabulary")) {
        options.remove("vocabulary"); // the modality knows it
      }
      learning.set("objective", MAPPER.valueToTree(new ComponentConfig(usual.type(), options)));
    } catch (IllegalArgumentException e) {
      return;
    }
  }

  private static void required(@Nullable JsonNode node, String key, String meaning) {
    if (node == null || node.isNull()) {
      throw new ConfigurationException("%s is missing, it must be %s.".formatted(key, meaning));
    }
  }

  private static YAMLMapper mapper() {
    YAMLFactory factory =
        YAMLFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(256 * 1024)
                    .build())
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();
    YAMLMapper mapper = new YAMLMapper(factory);
    mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    mapper.registerModule(Durations.module());
    return mapper;
  }
}
