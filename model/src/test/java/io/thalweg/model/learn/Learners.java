package io.thalweg.model.learn;

import io.thalweg.model.item.LearnInput;
import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import io.thalweg.model.learn.LearnEffect.Decision;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** What the tests of the learner share. */
final class Learners {
  private Learners() {}

  static List<LearnEffect> fold(Learner learner, List<? extends LearnInput> inputs) {
    List<LearnEffect> effects = new ArrayList<>();
    inputs.forEach(input -> learner.fold(input, effects::add));
    return effects;
  }

  static List<Decision> decisions(List<LearnEffect> effects) {
    return effects.stream().filter(Decision.class::isInstance).map(Decision.class::cast).toList();
  }

  static List<LearnEffect.Report> reports(List<LearnEffect> effects) {
    return effects.stream()
        .filter(LearnEffect.Report.class::isInstance)
        .map(LearnEffect.Report.class::cast)
        .toList();
  }

  static List<Segment> segments(List<LearnInput> inputs) {
    return inputs.stream().filter(Segment.class::isInstance).map(Segment.class::cast).toList();
  }

  static byte[] checkpoint(Learner learner) {
    return bytes(learner::writeTo);
  }

  static byte[] bytes(Consumer<StateWriter> state) {
    StateWriter out = new StateWriter(1 << 16);
    state.accept(out);
    return out.toByteArray();
  }

  static Learner restored(LearnerSettings settings, byte[] checkpoint) {
    Learner learner = new Learner(settings);
    StateReader in = new StateReader(checkpoint);
    learner.readFrom(in);
    in.expectEnd();
    return learner;
  }

  /** The learner with some weights exchanged, through a checkpoint: they lie near its beginning. */
  static Learner withParameters(
      LearnerSettings settings, Learner learner, Consumer<float[]> change) {
    byte[] checkpoint = checkpoint(learner);
    float[] parameters = learner.parameters();
    change.accept(parameters);
    int at = bytes(settings.fields()::writeTo).length + 2 * Integer.BYTES;
    byte[] changed = bytes(out -> out.writeFloats(parameters));
    System.arraycopy(changed, 0, checkpoint, at, changed.length);
    return restored(settings, checkpoint);
  }

  /** A copy with one value exchanged. */
  static Segment with(Segment segment, int index, float value) {
    float[] items = segment.items().clone();
    items[index] = value;
    return copy(segment, items, segment.scales());
  }

  static Segment copy(Segment segment, float[] items, ScalePrior scales) {
    return new Segment(
        segment.entity(),
        segment.partition(),
        segment.lastOffset(),
        segment.lastMillis(),
        segment.events(),
        segment.context(),
        segment.length(),
        items,
        scales);
  }

  /** A text that two effects share only when every float in them is the same. */
  static String print(LearnEffect effect) {
    if (effect instanceof Decision decision && decision.snapshot().isPresent()) {
      var snapshot = decision.snapshot().get();
      return "%d %s %s: %d of %s in %s, %s, fit %s, %s, covered %s, %s %s %s"
          .formatted(
              decision.boundary(),
              decision.outcome(),
              decision.heldOut(),
              snapshot.version(),
              snapshot.parent(),
              snapshot.spaceId(),
              Arrays.hashCode(snapshot.parameters()) + "/" + Arrays.hashCode(snapshot.rotation()),
              snapshot.alignmentFit(),
              snapshot.learning(),
              snapshot.coveredOffsets(),
              Arrays.toString(snapshot.scales().location()),
              Arrays.toString(snapshot.scales().scale()),
              Arrays.toString(snapshot.scales().changeScale()));
    }
    return effect.toString();
  }

  static List<String> print(List<LearnEffect> effects) {
    return effects.stream().map(Learners::print).toList();
  }
}
