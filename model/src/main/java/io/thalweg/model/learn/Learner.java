package io.thalweg.model.learn;

import io.thalweg.model.item.Boundary;
import io.thalweg.model.item.FieldMap;
import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.LearnInput;
import io.thalweg.model.item.Segment;
import io.thalweg.model.item.SegmentShape;
import io.thalweg.model.optim.GlobalNorm;
import io.thalweg.model.optim.Optimizer;
import io.thalweg.model.optim.Optimizers;
import io.thalweg.model.optim.WeightAverage;
import io.thalweg.model.snapshot.FieldMigration;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Learns prequentially from segments: each is scored before it is learned.
 *
 * <p>The fold. A segment is held back (one in {@code holdOutEvery}) or queued. Every {@code every}
 * events one optimizer step is taken on {@code batch} segments: the queued ones first, then random
 * ones from the replay buffer. At a boundary the {@link PublicationGate} decides whether the
 * weights become a version.
 *
 * <p>Guards: the gradient's global norm is clipped; a step with a loss or gradient that is not
 * finite is refused; after {@value #REFUSALS_BEFORE_ROLLBACK} refusals in a row the weights return
 * to the last published version's. A segment's weight falls with the improbability of its own
 * prequential loss ({@link IncidentWeight}).
 *
 * <p>Determinism: state is a function of settings and inputs alone, bit for bit, on one machine
 * with one BLAS thread. Random choices are seeded by (seed, step). Memory: about {@code 16 bytes *
 * parameters + 2 * replayBytes}, fixed, with Adam and no average of the weights. Per step nothing
 * is allocated but a random source. Not thread-safe.
 */
public final class Learner {
  private static final int REFUSALS_BEFORE_ROLLBACK = 20;
  private static final int STATE_FORMAT = 5;

  private final LearnerSettings settings;
  private final SegmentShape shape;
  private final Intake intake;
  private final Network network;
  private final float[] parameters;
  private final float[] gradient;
  private final Batches batches;
  private Optimizer optimizer;

  /** Published in the weights' place, if the settings ask for it. */
  private final @Nullable WeightAverage average;

  /** Not there while nobody listens, which then costs nothing. */
  private @Nullable Announcer announcer;

  private final IncidentWeight incidents = new IncidentWeight();
  private final Progress progress;
  private final ScalePool scales;
  private final PublicationGate gate;
  private final TreeMap<Integer, Long> covered = new TreeMap<>();
  private final TreeMap<Integer, Boundary.Counts> counts = new TreeMap<>();

  /** Made once: one reference per segment would be garbage. */
  private final Function<Progress.Window, LearnEffect.Report> report = this::reportOf;

  /** Steps taken; the optimizer's own count begins anew after a rollback. */
  private long steps;

  private long segments;
  private long eventCredit;
  private long refusedSteps;
  private int refusedInARow;
  private long rollbacks;

  /** A learner with its starting weights. */
  public Learner(LearnerSettings settings) {
    this.settings = settings;
    shape = settings.segmentShape();
    intake = new Intake(settings);
    network = Network.of(settings.architecture(), settings.batch(), settings.length());
    parameters = settings.architecture().initialise(settings.seed());
    gradient = new float[parameters.length];
    batches = new Batches(settings);
    optimizer = newOptimizer();
    average = settings.ema() > 0 ? new WeightAverage(parameters, settings.ema()) : null;
    progress = new Progress(settings.reportEvery());
    scales = new ScalePool(settings.fields().size());
    gate = new PublicationGate(settings, network);
  }

  private Optimizer newOptimizer() {
    return Optimizers.create(
        parameters.length, settings.architecture().objectiveOffset(), settings.optimizer());
  }

  /** Tells a listener from now on, instead of the one before; null tells nobody. */
  public void listen(@Nullable LearnerListener listener) {
    announcer = listener == null ? null : new Announcer(listener);
  }

  /** Folds one input; effects are handed out before it returns. */
  public void fold(LearnInput input, Consumer<LearnEffect> effects) {
    if (input instanceof Segment segment) {
      learn(segment, effects);
    } else if (input instanceof Boundary boundary) {
      decide(boundary, effects);
    }
  }

  private void learn(Segment arrived, Consumer<LearnEffect> effects) {
    Segment segment = intake.take(arrived, segments);
    covered.merge(segment.partition(), segment.lastOffset() + 1, Math::max);
    scales.add(segment.scales());
    segments++;
    progress.sawSegment(segment);
    if (segments % settings.gate().holdOutEvery() == 0) {
      Segment released = gate.holdOut(segment);
      if (released != null) {
        batches.enqueue(released);
      }
    } else {
      batches.enqueue(segment);
    }
    eventCredit += segment.events();
    while (eventCredit >= settings.every() || batches.overflows()) {
      eventCredit = Math.max(0, eventCredit - settings.every());
      step();
    }
    progress.report(report, effects);
  }

  private void step() {
    if (batches.isEmpty()) {
      return;
    }
    SplittableRandom random = randomOf(steps + refusedSteps);
    int fresh = batches.fill(random);
    Segment[] batch = batches.segments();
    float[] weights = batches.weights();
    double[] losses = network.score(parameters, batch, random);
    boolean finite = true;
    for (int b = 0; b < batch.length; b++) {
      finite &= Double.isFinite(losses[b]);
    }
    for (int b = 0; b < fresh && finite; b++) {
      weights[b] = incidents.weigh(losses[b]);
      progress.learned(network, b, batch, losses[b]);
      if (announcer != null) {
        announcer.scored(losses[b]);
        network.announce(announcer, batch[b], b);
      }
    }
    if (finite) {
      network.gradient(parameters, weights, gradient);
    }
    double norm = finite ? GlobalNorm.of(gradient) : Double.NaN;
    if (Double.isFinite(norm)) {
      take(norm, fresh, losses);
    } else {
      refuse();
    }
    batches.remember(fresh, losses);
  }

  private void take(double norm, int fresh, double[] losses) {
    double rate = optimizer.rate();
    optimizer.step(parameters, gradient, GlobalNorm.scale(norm, settings.clip()));
    steps++;
    progress.stepped(norm, settings.batch());
    refusedInARow = 0;
    if (fresh > 0) {
      network.learnClosedForm(parameters, fresh, batches.weights());
    }
    if (average != null) {
      average.add(parameters);
    }
    if (announcer != null) {
      announcer.stepped(steps, losses, norm, rate);
    }
  }

  private void refuse() {
    refusedSteps++;
    refusedInARow++;
    if (announcer != null) {
      announcer.refused(refusedInARow);
    }
    if (refusedInARow >= REFUSALS_BEFORE_ROLLBACK) {
      gate.lastGood().ifPresentOrElse(this::restartFrom, this::restartFresh);
      refusedInARow = 0;
      rollbacks++;
      if (announcer != null) {
        announcer.rolledBack();
      }
    }
  }

  private void restartFrom(float[] good) {
    System.arraycopy(good, 0, parameters, 0, parameters.length);
    optimizer = newOptimizer();
    if (average != null) {
      average.restart(parameters);
    }
  }

  private void restartFresh() {
    restartFrom(settings.architecture().initialise(settings.seed()));
  }

  private SplittableRandom randomOf(long step) {
    return new SplittableRandom(settings.seed() * 0x9E3779B97F4A7C15L + step);
  }

  private void decide(Boundary boundary, Consumer<LearnEffect> effects) {
    counts.put(boundary.partition(), boundary.counts());
    var state =
        new PublicationGate.Candidate(
            served(), intake::lexicon, covered, scales.prior(), progress.snapshot(steps));
    LearnEffect.Decision decision = gate.decide(boundary, state);
    effects.accept(decision);
    if (announcer != null) {
      announcer.decided(decision);
    }
  }

  /** The weights a version is made of. */
  private float[] served() {
    return average == null ? parameters : average.weights();
  }

  private LearnEffect.Report reportOf(Progress.Window window) {
    return new LearnEffect.Report(
        steps,
        progress.eventsLearned(),
        segments,
        progress.streamMillis(),
        window.events(),
        window.loss(),
        window.huber(),
        window.persistenceHuber(),
        progress.gradientNorm(),
        optimizer.rate(),
        refusedSteps,
        rollbacks,
        gate.lastHeldOut(),
        counts.values().stream().reduce(Boundary.Counts.NONE, Boundary.Counts::plus),
        gate.version());
  }

  /**
   * Makes this, which has folded nothing, the same learner with other fields. Fields both have keep
   * their weights, moments, sums and scales; segments kept are kept without the values of those
   * that are gone, and with new ones missing; new ones start with the forecast of a fresh learner,
   * at the rate the schedule has come to. Versions, steps and covered offsets go on counting. What
   * is known of usual losses starts anew, since a loss over other fields is another statistic. When
   * the two have no field in common, only the counts are kept.
   *
   * <p>Deterministic: the same state gives the same state.
   *
   * @param older equal to this in all settings but the fields; not to be used any more
   */
  public void adopt(Learner older) {
    FieldMap fields = FieldMap.between(older.settings.fields(), settings.fields());
    if (fields.keepsAny()) {
      carryOver(older, fields);
    } else {
      gate.countFrom(older.gate);
    }
    announcer = older.announcer;
    progress.readFrom(StateReader.of(older.progress::writeTo));
    covered.putAll(older.covered);
    counts.putAll(older.counts);
    steps = older.steps;
    segments = older.segments;
    eventCredit = older.eventCredit;
    refusedSteps = older.refusedSteps;
    refusedInARow = older.refusedInARow;
    rollbacks = older.rollbacks;
  }

  private void carryOver(Learner older, FieldMap fields) {
    FieldMigration migration = new FieldMigration(older.settings.architecture(), fields);
    UnaryOperator<Segment> mapped = segment -> fields.segment(segment, shape.context());
    float[] weights = migration.weights(older.parameters);
    System.arraycopy(weights, 0, parameters, 0, weights.length);
    optimizer.adopt(older.optimizer, migration::copy);
    if (average != null && older.average != null) {
      average.adopt(older.average, migration.weights(older.average.weights()));
    }
    network.adopt(older.network, fields, parameters);
    batches.adopt(older.batches, mapped);
    scales.adopt(older.scales, fields);
    gate.adopt(older.gate, migration, mapped);
    if (fields.keepsAll()) {
      incidents.readFrom(StateReader.of(older.incidents::writeTo));
    }
  }

  /** Fields of the items learned from. */
  public FieldSet fields() {
    return settings.fields();
  }

  /** The current weights, a copy: {@code [architecture.parameterCount()]}. */
  public float[] parameters() {
    return parameters.clone();
  }

  /** Optimizer steps taken, those undone by a rollback included. */
  public long steps() {
    return steps;
  }

  /** Appends the complete state: restoring it continues as if nothing had happened. */
  public void writeTo(StateWriter out) {
    out.writeInt(STATE_FORMAT);
    settings.fields().writeTo(out);
    out.writeInt(parameters.length);
    out.writeFloats(parameters);
    out.writeString(kinds());
    optimizer.writeTo(out);
    if (average != null) {
      average.writeTo(out);
    }
    network.writeTo(out);
    intake.writeTo(out);
    batches.writeTo(out);
    incidents.writeTo(out);
    progress.writeTo(out);
    scales.writeTo(out);
    gate.writeTo(out);
    out.writeInt(covered.size());
    covered.forEach((partition, offset) -> out.writeInt(partition).writeLong(offset));
    out.writeInt(counts.size());
    counts.forEach(
        (partition, count) -> {
          out.writeInt(partition);
          count.writeTo(out);
        });
    out.writeLong(steps)
        .writeLong(segments)
        .writeLong(eventCredit)
        .writeLong(refusedSteps)
        .writeInt(refusedInARow)
        .writeLong(rollbacks);
  }

  /** The parts that write state of their own form. */
  private String kinds() {
    return "optimizer %s, %s replay, %s"
        .formatted(
            settings.optimizer().type(),
            settings.replayPolicy().name().toLowerCase(Locale.ROOT),
            average == null ? "no average" : "an average");
  }

  /**
   * Fields of the learner whose state this begins.
   *
   * @throws IllegalStateException when it is of another format
   */
  public static FieldSet fieldsOf(StateReader in) {
    int format = in.readInt();
    if (format != STATE_FORMAT) {
      throw new IllegalStateException(
          "checkpoint of format %d where %d is read".formatted(format, STATE_FORMAT));
    }
    return FieldSet.readFrom(in);
  }

  /**
   * Replaces the whole state by one written by {@link #writeTo} under the same settings.
   *
   * @throws IllegalStateException when the state belongs to other fields or another architecture
   */
  public void readFrom(StateReader in) {
    FieldSet fields = fieldsOf(in);
    int size = in.readCount(Float.BYTES);
    if (!fields.equals(settings.fields()) || size != parameters.length) {
      throw new IllegalStateException(
          "checkpoint of field set %s with %d parameters does not fit %s with %d"
              .formatted(fields.id(), size, settings.fields().id(), parameters.length));
    }
    in.readFloats(parameters);
    String kinds = in.readString();
    if (!kinds.equals(kinds())) {
      throw new IllegalStateException(
          "checkpoint of a learner with %s does not fit one with %s".formatted(kinds, kinds()));
    }
    optimizer = newOptimizer();
    optimizer.readFrom(in);
    if (average != null) {
      average.readFrom(in);
    }
    network.readFrom(in);
    intake.readFrom(in);
    batches.readFrom(in);
    incidents.readFrom(in);
    progress.readFrom(in);
    scales.readFrom(in);
    gate.readFrom(in);
    covered.clear();
    for (int i = in.readCount(Integer.BYTES + Long.BYTES); i > 0; i--) {
      covered.put(in.readInt(), in.readLong());
    }
    counts.clear();
    for (int i = in.readCount(Integer.BYTES + Long.BYTES); i > 0; i--) {
      counts.put(in.readInt(), Boundary.Counts.readFrom(in));
    }
    steps = in.readLong();
    segments = in.readLong();
    eventCredit = in.readLong();
    refusedSteps = in.readLong();
    refusedInARow = in.readInt();
    rollbacks = in.readLong();
  }
}
