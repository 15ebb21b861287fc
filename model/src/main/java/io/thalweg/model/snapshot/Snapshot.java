package io.thalweg.model.snapshot;

import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.ScalePrior;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * One published version of a model: all that serving needs, and where it came from.
 *
 * @param version from 1, one more than the last published
 * @param parent version it was aligned to; empty for the first
 * @param pipeline name of the pipeline
 * @param architecture how to build the network
 * @param segmentLength items per learned segment
 * @param fields names and order of the fields
 * @param parameters flat weights, {@code [architecture.parameterCount()]}; not to be modified
 * @param lexicon state of the {@link io.thalweg.model.item.Lexicon} whose ids were learned; empty
 *     where items are taken as they are; not to be modified
 * @param rotation {@code [e, e]} row-major: embedding of the space = raw embedding (a row) *
 *     rotation
 * @param spaceId embeddings with the same id are comparable
 * @param alignmentFit how well the rotation maps this version onto its parent, in [0, 1]; empty for
 *     the first version of a pipeline
 * @param scales typical location and scales of an entity's fields: the prior for new entities
 * @param coveredOffsets by source partition, the first offset not yet learned
 * @param learning how far learning had come
 * @param boundary the publishing boundary at which it was decided
 */
public record Snapshot(
    long version,
    OptionalLong parent,
    String pipeline,
    Architecture architecture,
    int segmentLength,
    FieldSet fields,
    float[] parameters,
    byte[] lexicon,
    float[] rotation,
    String spaceId,
    OptionalDouble alignmentFit,
    ScalePrior scales,
    Map<Integer, Long> coveredOffsets,
    Progress learning,
    long boundary) {

  /**
   * How far learning had come when a version was decided.
   *
   * @param eventsLearned events in all segments learned
   * @param examplesLearned segments in all steps, replayed ones counted each time
   * @param steps optimizer steps
   * @param loss recent prequential loss, nats per field
   * @param huber recent prequential Huber loss, in squared change scales per field
   * @param persistenceHuber the same of "same as last reading"
   * @param streamMillis largest event time learned
   */
  public record Progress(
      long eventsLearned,
      long examplesLearned,
      long steps,
      double loss,
      double huber,
      double persistenceHuber,
      long streamMillis) {}

  /** Checks that the arrays have the sizes the architecture asks for. */
  public Snapshot {
    int parameterCount = architecture.parameterCount();
    if (parameters.length != parameterCount) {
      throw new IllegalArgumentException(
          "architecture has %d parameters, the snapshot %d"
              .formatted(parameterCount, parameters.length));
    }
    int embedding = architecture.newEncoder().embeddingSize();
    if (rotation.length != embedding * embedding) {
      throw new IllegalArgumentException(
          "rotation must be [%d, %d], not [%d]".formatted(embedding, embedding, rotation.length));
    }
    architecture.checkItems(fields.size());
    coveredOffsets = java.util.Collections.unmodifiableMap(new TreeMap<>(coveredOffsets));
  }

  /** Whether this version has learned, or was free to learn, the record at an offset. */
  public boolean covers(int partition, long offset) {
    return offset < coveredOffsets.getOrDefault(partition, 0L);
  }
}
