package io.thalweg.model.snapshot;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.item.FieldMap;
import io.thalweg.model.item.FieldSet;
import io.thalweg.model.objective.Objective;
import io.thalweg.model.pretext.PairTask;
import io.thalweg.model.pretext.PretextTask;
import java.util.Arrays;
import java.util.Optional;

/**
 * How the flat vector of an architecture becomes that of the same architecture for other fields:
 * for each parameter its place in the older vector. What belongs to a field both have moves with it
 * (input weights, the head's columns, tails, the autoregression's rows and columns), what belongs
 * to none (the hidden layers) stays, what belongs to a field that is gone is left out.
 *
 * <p>The same map carries weights and the moments an optimizer keeps of them. An embedding of items
 * in which the new fields are missing is what it was, less the share of the fields that are gone;
 * so is the forecast of a field that both have. Nothing is known of a new one: its forecast is "as
 * the last reading", as a fresh model's.
 *
 * <p>Time and memory: a few integers per parameter. Deterministic. Immutable, thread-safe.
 */
public final class FieldMigration {
  private final Architecture now;
  private final FieldMap fields;
  private final int olderCount;

  /** {@code [now.parameterCount()]}: indices into the older vector, or {@link FieldMap#NEW}. */
  private final int[] origins;

  /**
   * @param older what the weights to be carried over are for
   * @param fields from its fields to others
   */
  public FieldMigration(Architecture older, FieldMap fields) {
    PretextTask task = older.newTask();
    older.checkItems(fields.olderSize());
    this.fields = fields;
    now = older.withFields(fields.size());
    olderCount = older.parameterCount();
    origins = new int[now.parameterCount()];
    Arrays.fill(origins, FieldMap.NEW);
    Encoder encoder = now.newEncoder();
    int[] inputs = fields.blocks(encoder.inputSize() / fields.size());
    int olderInputs = older.newEncoder().inputSize();
    int[] known = encoder.origins(inputs, olderInputs);
    System.arraycopy(known, 0, origins, 0, known.length);
    if (task instanceof PairTask pairs) {
      place(now.headOffset(), pairs.headOrigins(encoder, inputs, olderInputs), older.headOffset());
    } else {
      head(older);
      autoregression(older);
      localRegression(older);
    }
  }

  /** The head's columns, then the objective's own: both blocks of one value per field. */
  private void head(Architecture older) {
    Objective loss = now.newObjective();
    int[] outputs = fields.blocks(loss.predictionSize() / fields.size());
    int[] known = now.newHead().origins(outputs, older.newObjective().predictionSize());
    place(now.headOffset(), known, older.headOffset());
    int[] own = fields.blocks(loss.parameterCount() / fields.size());
    place(now.objectiveOffset(), own, older.objectiveOffset());
  }

  private void autoregression(Architecture older) {
    if (now.autoregressionOrder() == 0 || older.autoregressionOrder() == 0) {
      return;
    }
    int[] columns = fields.origins();
    int[] rows = autoregressionRows(older.autoregressionOrder(), now.autoregressionOrder(), fields);
    for (int row = 0; row < rows.length; row++) {
      if (rows[row] != FieldMap.NEW) {
        int from = older.closedFormOffset() + rows[row] * fields.olderSize();
        place(now.closedFormOffset() + row * columns.length, columns, from);
      }
    }
    int olderShares = (older.autoregressionOrder() * fields.olderSize() + 1) * fields.olderSize();
    int shares = rows.length * columns.length;
    place(now.closedFormOffset() + shares, columns, older.closedFormOffset() + olderShares);
  }

  /** Of frames there is only the identity: their pixels have their places. */
  private void localRegression(Architecture older) {
    now.localShape()
        .filter(shape -> older.localShape().equals(Optional.of(shape)))
        .ifPresent(
            shape -> {
              int[] same = new int[shape.parameterCount()];
              Arrays.setAll(same, i -> i);
              place(now.closedFormOffset(), same, older.closedFormOffset());
            });
  }

  /**
   * Where the inputs of an autoregression were: its lags, newest first, then the constant.
   *
   * @return {@code [order * fields.size() + 1]}: indices into {@code [olderOrder *
   *     fields.olderSize() + 1]}, or {@link FieldMap#NEW}
   */
  public static int[] autoregressionRows(int olderOrder, int order, FieldMap fields) {
    int[] rows = Arrays.copyOf(fields.blocks(order), order * fields.size() + 1);
    for (int i = Math.min(order, olderOrder) * fields.size(); i < rows.length - 1; i++) {
      rows[i] = FieldMap.NEW;
    }
    rows[rows.length - 1] = olderOrder * fields.olderSize();
    return rows;
  }

  private void place(int at, int[] columns, int olderAt) {
    for (int i = 0; i < columns.length; i++) {
      origins[at + i] = columns[i] < 0 ? FieldMap.NEW : olderAt + columns[i];
    }
  }

  /**
   * Copies what is kept one per weight; what belongs to new fields stays as it is.
   *
   * @param from {@code [older.parameterCount()]}
   * @param to {@code [now.parameterCount()]}, updated
   */
  public void copy(float[] from, float[] to) {
    if (from.length != olderCount || to.length != origins.length) {
      throw new IllegalArgumentException(
          "parameters [%d] to [%d] where they are mapped from [%d] to [%d]"
              .formatted(from.length, to.length, olderCount, origins.length));
    }
    for (int i = 0; i < to.length; i++) {
      if (origins[i] != FieldMap.NEW) {
        to[i] = from[origins[i]];
      }
    }
  }

  /**
   * Weights that compute what the older ones did, whatever the values of new fields: their input
   * weights are zero, all else of them is as a fresh model's. Random input weights, as in a fresh
   * model, throw the known fields back: with the network alone, their error rose tenfold on the
   * stream of {@code LearnerFieldChangeTest}, and the new field was not learned sooner.
   */
  public float[] weights(float[] older) {
    float[] weights = now.initialise(0);
    Arrays.fill(weights, 0, now.headOffset(), 0f);
    copy(older, weights);
    return weights;
  }

  /** A version as one for other fields: same version, same space. */
  public static Snapshot snapshot(Snapshot older, FieldSet to) {
    FieldMap fields = FieldMap.between(older.fields(), to);
    FieldMigration migration = new FieldMigration(older.architecture(), fields);
    return new Snapshot(
        older.version(),
        older.parent(),
        older.pipeline(),
        migration.now,
        older.segmentLength(),
        to,
        migration.weights(older.parameters()),
        older.lexicon(),
        older.rotation(),
        older.spaceId(),
        older.alignmentFit(),
        fields.scales(older.scales()),
        older.coveredOffsets(),
        older.learning(),
        older.boundary());
  }
}
