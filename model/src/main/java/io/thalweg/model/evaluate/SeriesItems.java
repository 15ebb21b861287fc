package io.thalweg.model.evaluate;

import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import io.thalweg.model.item.SegmentShape;
import java.util.Arrays;
import java.util.List;

/**
 * Makes series of a set items, {@code [levels, changes]}: each field's levels less their mean over
 * the training part, in their standard deviation there, and its changes in the root of their mean
 * square. A running normaliser would need the beginning of a series to settle. The first change is
 * zero; NaN stays.
 */
final class SeriesItems {
  private final int fields;
  private final double[] location;
  private final double[] scale;
  private final double[] changeScale;

  private SeriesItems(int fields) {
    this.fields = fields;
    location = new double[fields];
    scale = new double[fields];
    changeScale = new double[fields];
  }

  /** Scales of a training part, whose labels are not looked at. */
  static SeriesItems of(List<LabelledSeries> train) {
    SeriesItems items = new SeriesItems(train.get(0).fields());
    for (int f = 0; f < items.fields; f++) {
      items.measure(train, f);
    }
    return items;
  }

  private void measure(List<LabelledSeries> train, int f) {
    double sum = 0;
    double squares = 0;
    double changes = 0;
    int count = 0;
    int changed = 0;
    for (LabelledSeries series : train) {
      for (int t = 0; t < series.length(); t++) {
        double value = series.values()[t][f];
        if (!Double.isNaN(value)) {
          sum += value;
          squares += value * value;
          count++;
        }
        double change = t == 0 ? Double.NaN : value - series.values()[t - 1][f];
        if (!Double.isNaN(change)) {
          changes += change * change;
          changed++;
        }
      }
    }
    location[f] = sum / Math.max(1, count);
    scale[f] = orOne(squares / Math.max(1, count) - location[f] * location[f]);
    changeScale[f] = orOne(changes / Math.max(1, changed));
  }

  /** Root of a variance; 1 for a field that stands still. */
  private static double orOne(double variance) {
    return variance > 1e-18 ? Math.sqrt(variance) : 1;
  }

  /** Fields of a series. */
  int fields() {
    return fields;
  }

  /** Items of a series, {@code [length, 2 * fields]}. */
  float[] items(LabelledSeries series) {
    float[] items = new float[series.length() * 2 * fields];
    for (int t = 0; t < series.length(); t++) {
      for (int f = 0; f < fields; f++) {
        double value = series.values()[t][f];
        double change = t == 0 ? 0 : value - series.values()[t - 1][f];
        items[t * 2 * fields + f] = (float) ((value - location[f]) / scale[f]);
        items[t * 2 * fields + fields + f] = (float) (change / changeScale[f]);
      }
    }
    return items;
  }

  /**
   * A series as one segment, of the items it has at the segment's end, nothing before them.
   *
   * @param number of the series, in place of an offset
   */
  Segment segment(LabelledSeries series, SegmentShape shape, int number) {
    float[] own = items(series);
    float[] items = new float[shape.items() * 2 * fields];
    Arrays.fill(items, Float.NaN);
    int used = Math.min(own.length, shape.length() * 2 * fields);
    System.arraycopy(own, own.length - used, items, items.length - used, used);
    ScalePrior scales = new ScalePrior(location, scale, changeScale);
    return new Segment(
        "series-" + number, 0, number, number, 1, shape.context(), shape.length(), items, scales);
  }
}
