package io.thalweg.model.serve;

import io.thalweg.model.detect.Explanation;
import io.thalweg.model.detect.TailProbability;
import io.thalweg.model.item.EntityItems.Arrival;
import io.thalweg.model.snapshot.Snapshot;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What serving says of one event.
 *
 * @param arrival how it arrived; a late event has nothing else
 * @param served the version that served it and its embedding; empty while there is none
 * @param surprise sum over the fields of their negative log tail probabilities, in nats; empty
 *     where the version has learned the event, or nothing was forecast
 * @param probability calibrated p-value; empty likewise and while warming up
 * @param alert explanation, if this event opens an incident
 */
public record Observation(
    Arrival arrival,
    Optional<Served> served,
    OptionalDouble surprise,
    Optional<TailProbability> probability,
    Optional<Explanation> alert) {
  static final Observation LATE = nothing(Arrival.LATE);

  /**
   * Embedding of an event.
   *
   * @param snapshot the version
   * @param inSample whether the version has learned the event, or could have
   * @param embedding {@code [e]} in the version's space; overwritten by the watcher's next event
   */
  public record Served(Snapshot snapshot, boolean inSample, float[] embedding) {}

  static Observation nothing(Arrival arrival) {
    return new Observation(
        arrival, Optional.empty(), OptionalDouble.empty(), Optional.empty(), Optional.empty());
  }
}
