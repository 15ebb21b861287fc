package io.thalweg.model.serve;

import io.thalweg.model.detect.Explanation;
import io.thalweg.model.detect.PatchEnergy;
import io.thalweg.model.detect.Region;
import io.thalweg.model.detect.Surprise;
import io.thalweg.model.detect.SurpriseMap;
import io.thalweg.model.detect.TailProbability;
import io.thalweg.model.item.FieldMap;
import io.thalweg.model.item.PictureEntityItems;
import io.thalweg.model.picture.HeatMap;
import io.thalweg.model.picture.PictureShape;
import io.thalweg.model.picture.PngWriter;
import io.thalweg.model.snapshot.FrameForecast;
import io.thalweg.model.state.PixelFloats;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a camera is expected to show next: a frame, pixel by pixel. Its parts are patches of {@value
 * #MOST_SIDE} pixels a side: how far off the forecast usually is differs from place to place, and
 * is learned here per patch ({@link PatchEnergy}).
 */
final class FrameExpectation implements Expectation {
  private static final int MOST_SIDE = 8;

  private final PictureEntityItems items;
  private final PictureShape shape;
  private final int side;

  /** Null until a version forecasts: still images have none, and many entities. */
  private @Nullable FrameForecast forecast;

  private final PatchEnergy energy;
  private final SurpriseMap map;
  private final List<String> names;
  private final double[] surprise;

  FrameExpectation(PictureEntityItems items) {
    this.items = items;
    shape = items.shape();
    side = Math.min(MOST_SIDE, Math.min(shape.height(), shape.width()));
    energy = new PatchEnergy(shape.height(), shape.width(), shape.channels(), side);
    map = new SurpriseMap(shape.height(), shape.width(), side);
    surprise = new double[energy.parts()];
    names = new ArrayList<>();
    for (int p = 0; p < energy.parts(); p++) {
      names.add("patch %d,%d".formatted(map.x(p), map.y(p)));
    }
  }

  @Override
  public void forecast(Scorer scorer, float[] encoderState) {
    if (forecast == null) {
      forecast = new FrameForecast(shape.values());
    }
    scorer.model().predictFrame(encoderState, forecast);
  }

  @Override
  public Optional<Surprise> surprise(Scorer scorer, float[] encoderState) {
    FrameForecast expected = Objects.requireNonNull(forecast);
    energy.surprise(items.picture(), expected.expected(), expected.variance(), surprise);
    return Surprise.of(surprise);
  }

  @Override
  public void learn() {
    energy.observe();
  }

  @Override
  public void compare(OneStep comparison) {
    float[] came = items.picture();
    FrameForecast expected = Objects.requireNonNull(forecast);
    for (int i = 0; i < came.length; i++) {
      comparison.last()[i] = PixelFloats.levels(expected.last()[i]);
      comparison.mean()[i] = PixelFloats.levels(expected.expected()[i]);
      comparison.observed()[i] = PixelFloats.levels(came[i]);
    }
  }

  @Override
  public Explanation explain(int mostParts, TailProbability probability) {
    int patches = surprise.length;
    double[] observed = new double[patches];
    double[] usual = new double[patches];
    double[] spread = new double[patches];
    for (int p = 0; p < patches; p++) {
      observed[p] = energy.observedLevels(p);
      usual[p] = energy.expectedLevels(p);
      spread[p] = usual[p] * energy.spread(p);
    }
    return Explanation.of(names, observed, usual, spread, surprise, mostParts, probability)
        .with(region());
  }

  private Region region() {
    SurpriseMap.Box box = map.around(surprise);
    byte[] heatMap = PngWriter.write(HeatMap.draw(items.shown(), side, ofWholePatches()));
    return new Region(box.x(), box.y(), box.width(), box.height(), heatMap);
  }

  /** Without the patches at the right and the bottom that the frame cuts off; nothing is none. */
  private float[] ofWholePatches() {
    int across = shape.width() / side;
    float[] whole = new float[across * (shape.height() / side)];
    for (int i = 0; i < whole.length; i++) {
      double nats = surprise[i / across * map.across() + i % across];
      whole[i] = Double.isNaN(nats) ? 0f : (float) Math.min(nats, Float.MAX_VALUE);
    }
    return whole;
  }

  /** Pictures have no fields to change: there is nothing to carry over. */
  @Override
  public void adopt(Expectation older, FieldMap fields) {
    throw new IllegalStateException("the fields of frames have changed");
  }

  @Override
  public void writeInput(StateWriter out) {
    energy.writeComparison(out.room(energy.comparisonBytes()));
  }

  @Override
  public void replay(StateReader in) {
    energy.readComparison(in.need(energy.comparisonBytes()));
    energy.observe();
  }

  @Override
  public void writeTo(StateWriter out) {
    out.writeByte(forecast == null ? 0 : 1);
    if (forecast != null) {
      out.writeFloats(forecast.expected()).writeFloats(forecast.variance());
    }
    energy.writeTo(out.room(energy.bytes()));
  }

  @Override
  public void readFrom(StateReader in) {
    forecast = in.readByte() == 0 ? null : new FrameForecast(shape.values());
    if (forecast != null) {
      in.readFloats(forecast.expected());
      in.readFloats(forecast.variance());
    }
    energy.readFrom(in.need(energy.bytes()));
  }
}
