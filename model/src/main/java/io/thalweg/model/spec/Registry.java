package io.thalweg.model.spec;

import java.util.Map;
import java.util.TreeMap;

/**
 * Parts of one kind by name: the one place where a new one is added.
 *
 * @param <F> factory of the part
 * @param kind what the parts are, for messages: "encoder"
 * @param parts factories by the name a {@link Spec} gives
 */
public record Registry<F>(String kind, Map<String, F> parts) {

  /** Sorts the names. */
  public Registry {
    parts = java.util.Collections.unmodifiableMap(new TreeMap<>(parts));
  }

  /** The factory for a spec, or one sentence that names what there is. */
  public F find(Spec spec) {
    F factory = parts.get(spec.type());
    if (factory == null) {
      throw new IllegalArgumentException(
          "there is no %s '%s'; there is %s".formatted(kind, spec.type(), parts.keySet()));
    }
    return factory;
  }
}
