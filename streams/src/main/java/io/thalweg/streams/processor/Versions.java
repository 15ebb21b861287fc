package io.thalweg.streams.processor;

import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.serve.Scorer;
import io.thalweg.model.snapshot.Snapshot;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Which version serves the record at an offset. One per task, used by its thread alone: a scorer
 * holds working memory.
 */
public interface Versions {

  /** A version for such events, or a line in the log that says it is for others. */
  static Optional<Scorer> scorer(Snapshot snapshot, ItemSettings items) {
    Optional<Scorer> scorer = Scorer.of(snapshot, items);
    if (scorer.isEmpty()) {
      LoggerFactory.getLogger(Versions.class)
          .warn(
              "Version {} was learned from other events ({} {}), and does not serve these ({} {}).",
              snapshot.version(),
              snapshot.architecture().items(),
              snapshot.fields().names(),
              items.spec(),
              items.fields().names());
    }
    return scorer;
  }

  /** The version, or empty while there is none for this record. */
  Optional<Scorer> at(long offset);
}
