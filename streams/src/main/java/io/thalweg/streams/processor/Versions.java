package io.thalweg.streams.processor;

import io.thalweg.model.serve.Scorer;
import java.util.Optional;

/**
 * Which version serves the record at an offset. One per task, used by its thread alone: a scorer
 * holds working memory.
 */
public interface Versions {

  /** The version, or empty while there is none for this record. */
  Optional<Scorer> at(long offset);
}
