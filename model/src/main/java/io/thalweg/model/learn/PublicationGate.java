package io.thalweg.model.learn;

import io.thalweg.model.evaluate.CollapseMeasures;
import io.thalweg.model.evaluate.Procrustes;
import io.thalweg.model.item.Boundary;
import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import io.thalweg.model.layer.Matrix;
import io.thalweg.model.learn.LearnEffect.Decision;
import io.thalweg.model.learn.LearnEffect.HeldOut;
import io.thalweg.model.learn.LearnEffect.Outcome;
import io.thalweg.model.snapshot.FieldMigration;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Decides at a boundary whether the candidate becomes a version.
 *
 * <p>Candidate and last version are scored on the same held-back segments, which neither has
 * learned from. Likelihoods are compared as differences in nats per field, never as ratios: they go
 * negative. The embeddings of the same segments give the orthogonal map onto the last version's
 * space (Schoenemann 1966), so that consumers see one space over many versions.
 */
final class PublicationGate {
  /** Nats per field. */
  private static final double MOST_DIFFERENCE = 0.5;

  private final LearnerSettings settings;
  private final Network network;
  private final int embeddingSize;
  private final ArrayDeque<Segment> heldOut = new ArrayDeque<>();
  private final Segment[] batch;

  private long version;
  private long stepsAtVersion;
  private float @Nullable [] published;
  private float[] rotation;
  private String spaceId = "";
  private HeldOut lastHeldOut = HeldOut.NONE;

  /** The learner's state at a boundary; arrays are not kept. */
  record Candidate(
      float[] parameters,
      Supplier<byte[]> lexicon,
      Map<Integer, Long> covered,
      ScalePrior scales,
      Snapshot.Progress progress) {}

  /** What the held-back segments say of some weights: a loss each, and all their embeddings. */
  private record Trial(double[] losses, float[] embeddings, int rows) {
    /** Mean loss, the newest segments counting most. */
    double loss() {
      return recentMean(losses);
    }

    /**
     * Mean difference of the losses, segment by segment, none counting for more than {@link
     * #MOST_DIFFERENCE}: one incident among the segments held back decides nothing.
     */
    double worseThan(Trial other) {
      double[] differences = new double[losses.length];
      for (int i = 0; i < losses.length; i++) {
        double difference = losses[i] - other.losses[i];
        differences[i] = Math.max(-MOST_DIFFERENCE, Math.min(MOST_DIFFERENCE, difference));
      }
      return recentMean(differences);
    }

    /**
     * Weights halve with every quarter of the segments one goes back. Equal weights kept a version
     * of the old regime in place for thousands of events after a change: the candidate had widened
     * its scales for fields that used to stand still, and the old segments held that against it.
     */
    private static double recentMean(double[] values) {
      double keep = Math.pow(0.5, 4.0 / values.length);
      double sum = 0;
      double weight = 0;
      for (double value : values) {
        sum = keep * sum + value;
        weight = keep * weight + 1;
      }
      return sum / weight;
    }
  }

  PublicationGate(LearnerSettings settings, Network network) {
    this.settings = settings;
    this.network = network;
    embeddingSize = settings.architecture().newEncoder().embeddingSize();
    batch = new Segment[settings.batch()];
    rotation = identity(embeddingSize);
  }

  private static float[] identity(int size) {
    float[] matrix = new float[size * size];
    for (int i = 0; i < size; i++) {
      matrix[i * size + i] = 1f;
    }
    return matrix;
  }

  /** Holds a segment back; returns the one that must leave for it, to be learned, or null. */
  @Nullable Segment holdOut(Segment segment) {
    heldOut.add(segment);
    return heldOut.size() > settings.gate().holdOutSize() ? heldOut.remove() : null;
  }

  OptionalLong version() {
    return version == 0 ? OptionalLong.empty() : OptionalLong.of(version);
  }

  /** What the segments held back said last. */
  HeldOut lastHeldOut() {
    return lastHeldOut;
  }

  /** Weights of the last version, if there is one. */
  Optional<float[]> lastGood() {
    return Optional.ofNullable(published);
  }

  Decision decide(Boundary boundary, Candidate candidate) {
    if (candidate.progress().steps() == stepsAtVersion) {
      return refusal(boundary, Outcome.UNCHANGED);
    }
    if (!finite(candidate.parameters())) {
      return refusal(boundary, Outcome.REFUSED_NOT_FINITE);
    }
    if (heldOut.isEmpty()) {
      return publish(boundary, candidate, HeldOut.NONE, rotation, OptionalDouble.empty());
    }
    return decideOn(trial(candidate.parameters()), boundary, candidate);
  }

  private Decision decideOn(Trial trial, Boundary boundary, Candidate candidate) {
    if (!Double.isFinite(trial.loss()) || !finite(trial.embeddings())) {
      return refusal(boundary, Outcome.REFUSED_NOT_FINITE);
    }
    CollapseMeasures collapse =
        CollapseMeasures.of(trial.embeddings(), trial.rows(), embeddingSize);
    HeldOut measured =
        new HeldOut(
            OptionalDouble.of(trial.loss()),
            OptionalDouble.of(collapse.effectiveRank()),
            OptionalDouble.of(collapse.spread()));
    lastHeldOut = measured;
    GateSettings gate = settings.gate();
    if (collapse.effectiveRank() < gate.leastRank() || collapse.spread() < gate.leastSpread()) {
      return refusal(boundary, Outcome.REFUSED_COLLAPSED, measured);
    }
    if (published == null) {
      return publish(boundary, candidate, measured, rotation, OptionalDouble.empty());
    }
    Trial parent = trial(published);
    if (trial.worseThan(parent) > gate.tolerance()) {
      return refusal(boundary, Outcome.REFUSED_WORSE, measured);
    }
    float[] space = rotate(parent.embeddings(), parent.rows());
    Procrustes fit = Procrustes.fit(trial.embeddings(), space, trial.rows(), embeddingSize);
    return publish(boundary, candidate, measured, fit.rotation(), OptionalDouble.of(fit.quality()));
  }

  private Trial trial(float[] parameters) {
    Segment[] all = heldOut.toArray(Segment[]::new);
    int positions = network.positions();
    float[] embeddings = new float[all.length * positions * embeddingSize];
    SplittableRandom random = new SplittableRandom(settings.seed());
    double[] loss = new double[all.length];
    int rows = 0;
    for (int start = 0; start < all.length; start += batch.length) {
      int used = Math.min(batch.length, all.length - start);
      for (int b = 0; b < batch.length; b++) {
        // A last batch that is not full is filled up with segments whose scores are not read.
        batch[b] = all[start + b % used];
      }
      double[] losses = network.score(parameters, batch, random);
      for (int b = 0; b < used; b++) {
        loss[start + b] = losses[b];
        for (int t = 0; t < positions; t++) {
          if (!isPadding(batch[b], t)) {
            System.arraycopy(
                network.embeddings(),
                (t * batch.length + b) * embeddingSize,
                embeddings,
                rows * embeddingSize,
                embeddingSize);
            rows++;
          }
        }
      }
    }
    return new Trial(loss, Arrays.copyOf(embeddings, rows * embeddingSize), rows);
  }

  /**
   * Whether a position lies behind the end of an event that has segments of its own: all that is
   * embedded there is alike, which says nothing of collapse. A task with other positions than items
   * has none.
   */
  private boolean isPadding(Segment segment, int position) {
    if (!settings.items().separate() || network.positions() != segment.length()) {
      return false;
    }
    int size = segment.itemSize();
    int from = (segment.context() + position) * size;
    for (int i = from; i < from + size; i++) {
      if (!Float.isNaN(segment.items()[i])) {
        return false;
      }
    }
    return true;
  }

  private float[] rotate(float[] embeddings, int rows) {
    Matrix from = new Matrix(embeddings.length);
    Matrix by = new Matrix(rotation.length);
    Matrix to = new Matrix(embeddings.length);
    from.put(embeddings, 0, embeddings.length);
    by.put(rotation, 0, rotation.length);
    Matrix.multiply(from, 0, by, 0, to, 0, rows, embeddingSize, embeddingSize, 0f);
    float[] rotated = new float[embeddings.length];
    to.get(rotated, 0, rotated.length);
    return rotated;
  }

  private Decision publish(
      Boundary boundary,
      Candidate candidate,
      HeldOut measured,
      float[] newRotation,
      OptionalDouble fit) {
    boolean newSpace = spaceId.isEmpty() || (fit.isPresent() && fit.getAsDouble() < sameSpace());
    OptionalLong parent = published == null ? OptionalLong.empty() : version();
    version++;
    stepsAtVersion = candidate.progress().steps();
    published = candidate.parameters().clone();
    rotation = newSpace ? identity(embeddingSize) : newRotation;
    spaceId = newSpace ? settings.fields().id() + "-" + version : spaceId;
    Snapshot snapshot =
        new Snapshot(
            version,
            parent,
            settings.pipeline(),
            settings.architecture(),
            settings.length(),
            settings.fields(),
            published,
            candidate.lexicon().get(),
            rotation,
            spaceId,
            fit,
            candidate.scales(),
            candidate.covered(),
            candidate.progress(),
            boundary.index());
    return decision(boundary, Outcome.PUBLISHED, Optional.of(snapshot), measured);
  }

  private double sameSpace() {
    return settings.gate().sameSpace();
  }

  private static Decision refusal(Boundary boundary, Outcome outcome) {
    return decision(boundary, outcome, Optional.empty(), HeldOut.NONE);
  }

  private static Decision refusal(Boundary boundary, Outcome outcome, HeldOut measured) {
    return decision(boundary, outcome, Optional.empty(), measured);
  }

  private static Decision decision(
      Boundary boundary, Outcome outcome, Optional<Snapshot> snapshot, HeldOut measured) {
    return new Decision(boundary.index(), outcome, snapshot, measured);
  }

  private static boolean finite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Goes on from the gate of other fields: versions go on counting, and the last one, as it is
   * served meanwhile, is what the next is compared with and aligned to, on the same segments.
   */
  void adopt(PublicationGate older, FieldMigration migration, UnaryOperator<Segment> mapped) {
    version = older.version;
    stepsAtVersion = older.stepsAtVersion;
    spaceId = older.spaceId;
    rotation = older.rotation.clone();
    published = older.published == null ? null : migration.weights(older.published);
    older.heldOut.forEach(segment -> heldOut.add(mapped.apply(segment)));
    lastHeldOut = older.lastHeldOut;
  }

  /** Goes on counting versions from a gate whose fields have all gone. */
  void countFrom(PublicationGate older) {
    version = older.version;
    stepsAtVersion = older.stepsAtVersion;
  }

  void writeTo(StateWriter out) {
    out.writeLong(version).writeLong(stepsAtVersion).writeString(spaceId).writeFloats(rotation);
    out.writeByte(published == null ? 0 : 1);
    if (published != null) {
      out.writeFloats(published);
    }
    Replay.writeSegments(out, heldOut);
    out.writeDouble(lastHeldOut.loss().orElse(Double.NaN))
        .writeDouble(lastHeldOut.effectiveRank().orElse(Double.NaN))
        .writeDouble(lastHeldOut.spread().orElse(Double.NaN));
  }

  void readFrom(StateReader in) {
    version = in.readLong();
    stepsAtVersion = in.readLong();
    spaceId = in.readString();
    rotation = in.readFloats(new float[rotation.length]);
    published =
        in.readByte() == 0
            ? null
            : in.readFloats(new float[settings.architecture().parameterCount()]);
    Replay.readSegments(in, heldOut);
    lastHeldOut = new HeldOut(readOptional(in), readOptional(in), readOptional(in));
  }

  private static OptionalDouble readOptional(StateReader in) {
    double value = in.readDouble();
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
