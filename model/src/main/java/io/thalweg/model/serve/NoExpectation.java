package io.thalweg.model.serve;

import io.thalweg.model.detect.Explanation;
import io.thalweg.model.detect.Surprise;
import io.thalweg.model.detect.TailProbability;
import io.thalweg.model.item.FieldMap;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.Optional;

/** Of events that no version forecasts: they are embedded, and that is all. Has no state. */
final class NoExpectation implements Expectation {

  @Override
  public void forecast(Scorer scorer, float[] encoderState) {}

  @Override
  public Optional<Surprise> surprise(Scorer scorer, float[] encoderState) {
    return Optional.empty();
  }

  @Override
  public void compare(OneStep comparison) {}

  @Override
  public Explanation explain(int mostParts, TailProbability probability) {
    throw new IllegalStateException("nothing was expected");
  }

  @Override
  public void adopt(Expectation older, FieldMap fields) {}

  @Override
  public void writeTo(StateWriter out) {}

  @Override
  public void readFrom(StateReader in) {}
}
