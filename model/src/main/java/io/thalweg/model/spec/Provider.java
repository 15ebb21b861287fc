package io.thalweg.model.spec;

/**
 * A part of the learner that a jar on the class path adds: found by {@link
 * java.util.ServiceLoader}, named by {@code type} in a pipeline file.
 *
 * <p>Each kind of part has its own interface, with the method that makes it. An implementation has
 * a public constructor without parameters and is listed in the jar's {@code META-INF/services}. A
 * manifest names its parts by type: whoever serves a snapshot needs the same jar.
 */
public interface Provider {

  /** The name a {@link Spec} gives; no other part of the kind may have it. */
  String type();
}
