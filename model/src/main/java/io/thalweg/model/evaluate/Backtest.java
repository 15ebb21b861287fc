package io.thalweg.model.evaluate;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.item.Boundary;
import io.thalweg.model.item.EntityItems.Arrival;
import io.thalweg.model.item.EntityTable;
import io.thalweg.model.item.EntityTrack;
import io.thalweg.model.item.LearnInput;
import io.thalweg.model.item.PartitionSegmenter;
import io.thalweg.model.item.Reading;
import io.thalweg.model.learn.LearnEffect;
import io.thalweg.model.learn.Learner;
import io.thalweg.model.serve.EntityWatch;
import io.thalweg.model.serve.Observation;
import io.thalweg.model.serve.OneStep;
import io.thalweg.model.serve.Scorer;
import io.thalweg.model.serve.VersionWindow;
import io.thalweg.model.serve.Watcher;
import java.util.function.Consumer;

/**
 * Learns and serves the records of one partition in one thread, without a broker: what the live
 * topologies compute under {@code serve.alignment: offset}, bit for bit.
 *
 * <p>Record by record: the boundary it passes is decided, it is served by the version decided at
 * least one publishing interval before, and then it is learned from. Nothing sees the future.
 */
public final class Backtest {
  private final PartitionSegmenter segmenter;
  private final EntityTable<EntityTrack> tracks;
  private final Learner learner;
  private final Watcher watcher;
  private final EntityTable<EntityWatch> watches;
  private final VersionWindow versions;
  private final Consumer<LearnEffect> effects;

  /**
   * @param plan the pipeline
   * @param effects told of every report and decision
   */
  public Backtest(PipelinePlan plan, Consumer<LearnEffect> effects) {
    this.effects = effects;
    segmenter = new PartitionSegmenter(0, plan.publishEvery(), plan.capacity());
    learner = new Learner(plan.learner());
    tracks =
        new EntityTable<>(
            plan.mostEntities(),
            plan.idle(),
            () -> new EntityTrack(plan.items(), plan.learner().segmentShape()),
            EntityTrack::newestMillis,
            (entity, track) -> segmenterEvicted());
    watcher = new Watcher(plan.serving());
    watches =
        new EntityTable<>(
            plan.mostEntities(),
            plan.idle(),
            watcher::newEntity,
            EntityWatch::newestMillis,
            (entity, watch) -> {});
    versions = new VersionWindow(plan.publishEvery());
  }

  private void segmenterEvicted() {
    segmenter.evict();
  }

  /**
   * Takes the next record; offsets must increase.
   *
   * @return what serving says of it; its embedding is overwritten by the next call
   */
  public Observation accept(Reading reading) {
    segmenter.reach(reading.offset(), this::fold);
    Scorer scorer = versions.at(reading.offset()).orElse(null);
    EntityWatch watch = watches.find(reading.entity());
    Observation observation = watcher.observe(watch, reading, scorer);
    if (observation.arrival() != Arrival.LATE) {
      watches.seen(reading.entity(), watch, reading.timestampMillis());
    }
    EntityTrack track = tracks.find(reading.entity());
    if (segmenter.accept(track, reading, this::fold) != Arrival.LATE) {
      tracks.seen(reading.entity(), track, reading.timestampMillis());
    }
    return observation;
  }

  /** Takes the place of a record that could not be decoded. */
  public void reject(long offset) {
    segmenter.reach(offset, this::fold);
    segmenter.reject();
  }

  private void fold(LearnInput input) {
    learner.fold(input, this::effect);
  }

  private void effect(LearnEffect effect) {
    if (effect instanceof LearnEffect.Decision decision) {
      decision.snapshot().ifPresent(snapshot -> versions.add(new Scorer(snapshot)));
    }
    effects.accept(effect);
  }

  /**
   * The record accepted last beside its forecast, if it got a surprise; overwritten by the next
   * that does.
   */
  public OneStep oneStep() {
    return watcher.oneStep();
  }

  /** What became of the records so far. */
  public Boundary.Counts counts() {
    return segmenter.counts();
  }

  /** The learner, for its weights. */
  public Learner learner() {
    return learner;
  }
}
