package io.thalweg.model.encoder.dl4j;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * A checked configuration, fitted to an input: each layer's number of inputs is set from what comes
 * before it, whatever the JSON says, so that a network follows when the fields of a pipeline
 * change.
 */
interface Blueprint {
  /** Values one example may have after a layer; 16 MB. */
  long MOST_ACTIVATIONS = 4 << 20;

  /** Parameters a network may have; 256 MB. */
  long MOST_PARAMETERS = 64 << 20;

  /**
   * Reads either kind.
   *
   * @param json checked by {@link CheckedJson}
   */
  static Blueprint read(JsonNode json) {
    if (json.has("confs")) {
      return new LayersBlueprint(json);
    }
    if (json.has("vertices")) {
      return new GraphBlueprint(json);
    }
    throw new IllegalArgumentException(
        "not a dl4j configuration: neither confs (of a MultiLayerNetwork) nor vertices (of a"
            + " ComputationGraph)");
  }

  /**
   * Fits the network to an input.
   *
   * @return type of the output
   * @throws RuntimeException of DL4J if the input is of the wrong kind
   */
  InputType fit(InputType input);

  /** Parameters of the fitted network. */
  long parameterCount();

  /** A network as fitted, with starting weights that the seed decides. */
  Network build(long seed);

  /** Refuses layers whose output would not fit into memory. */
  static void checkActivations(InputType type) {
    if (type.arrayElementsPerExample() > MOST_ACTIVATIONS) {
      throw new IllegalArgumentException(
          "a layer's output is %s, more than %,d values".formatted(type, MOST_ACTIVATIONS));
    }
  }

  /** Whether every layer takes one time step after the other, and at least one has a state. */
  static boolean streams(JsonNode json) {
    return !names(json, AllowedClasses.OTHER_LAYERS)
        && names(json, AllowedClasses.RECURRENT_LAYERS);
  }

  private static boolean names(JsonNode node, java.util.Set<String> classes) {
    if (node.isTextual()) {
      return classes.contains(node.textValue());
    }
    for (Iterator<JsonNode> children = node.elements(); children.hasNext(); ) {
      if (names(children.next(), classes)) {
        return true;
      }
    }
    return false;
  }
}
