package io.thalweg.model.serve;

import io.thalweg.model.detect.Explanation;
import io.thalweg.model.detect.Surprise;
import io.thalweg.model.detect.TailProbability;
import io.thalweg.model.item.FieldMap;
import io.thalweg.model.item.Normaliser;
import io.thalweg.model.item.SensorEntityItems;
import io.thalweg.model.snapshot.Forecast;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.Optional;

/**
 * What a sensor is expected to send next: a Student-t distribution per field. It learns nothing of
 * its own, the distribution being the model's.
 */
final class ReadingExpectation implements Expectation {
  private final SensorEntityItems items;
  private final Forecast forecast;
  private final double[] surprise;

  ReadingExpectation(SensorEntityItems items) {
    this.items = items;
    forecast = new Forecast(items.values().length);
    surprise = new double[items.values().length];
  }

  /** What is expected; overwritten by the next. */
  Forecast forecast() {
    return forecast;
  }

  @Override
  public void forecast(Scorer scorer, float[] encoderState) {
    scorer.model().predict(encoderState, items.normaliser(), forecast);
  }

  @Override
  public Optional<Surprise> surprise(Scorer scorer, float[] encoderState) {
    scorer.surprise(items.values(), forecast, surprise);
    return Surprise.of(surprise);
  }

  @Override
  public void compare(OneStep comparison) {
    Normaliser before = items.normaliser();
    for (int f = 0; f < surprise.length; f++) {
      comparison.last()[f] = before.last(f);
      comparison.mean()[f] = forecast.mean()[f];
      comparison.observed()[f] = items.values()[f];
    }
  }

  @Override
  public Explanation explain(int mostParts, TailProbability probability) {
    return Explanation.of(
        items.names(),
        items.values(),
        forecast.expected(),
        forecast.scale(),
        surprise,
        mostParts,
        probability);
  }

  /** The forecast is made anew with the version's state. */
  @Override
  public void adopt(Expectation older, FieldMap fields) {}

  @Override
  public void writeTo(StateWriter out) {
    out.writeDoubles(forecast.expected())
        .writeDoubles(forecast.mean())
        .writeDoubles(forecast.scale());
  }

  @Override
  public void readFrom(StateReader in) {
    in.readDoubles(forecast.expected());
    in.readDoubles(forecast.mean());
    in.readDoubles(forecast.scale());
  }
}
