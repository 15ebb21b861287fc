package io.thalweg.model.snapshot;

import io.thalweg.model.pretext.TokenIds;
import io.thalweg.model.spec.Spec;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The parts of a learner that must know how many ids texts have, which a pipeline file says by its
 * tokenizer. A part of that kind that is new is named here.
 */
public final class TextParts {
  private static final String VOCABULARY = "vocabulary";

  private static final Set<String> ENCODERS = Set.of("gru", "transformer", "bag");

  private static final Set<String> OTHERS =
      Set.of(
          "next-token",
          "masked-token",
          "skip-gram",
          "cbow",
          "two-view",
          "softmax",
          "sampled-softmax",
          "negative-sampling");

  private TextParts() {}

  /** A part with what it must know of texts with so many ids; what it says itself stays. */
  public static Spec complete(Spec part, int vocabulary) {
    Map<String, Object> options = new TreeMap<>();
    if (ENCODERS.contains(part.type())) {
      options.put(VOCABULARY, vocabulary + TokenIds.RESERVED);
    } else if (OTHERS.contains(part.type())) {
      options.put(VOCABULARY, vocabulary);
    }
    options.putAll(part.options());
    return new Spec(part.type(), options);
  }
}
