package io.thalweg.model.learn;

import io.thalweg.model.item.FieldMap;
import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/**
 * What is typical of the entities' scales, averaged over recent segments: the mean location, and
 * geometric means of the scales, since one entity a thousand times larger than the others must not
 * set the scale for all.
 */
final class ScalePool {
  private static final double SEGMENTS = 256;

  /** Segments by field: fields may have come later than others. */
  private final double[] count;

  private final double[] location;
  private final double[] logScale;
  private final double[] logChangeScale;

  ScalePool(int fields) {
    count = new double[fields];
    location = new double[fields];
    logScale = new double[fields];
    logChangeScale = new double[fields];
  }

  void add(ScalePrior scales) {
    for (int f = 0; f < location.length; f++) {
      if (Double.isNaN(scales.scale()[f])) {
        continue;
      }
      count[f]++;
      double share = Math.max(1.0 / count[f], 1 / SEGMENTS);
      location[f] += share * (scales.location()[f] - location[f]);
      logScale[f] += share * (Math.log(scales.scale()[f]) - logScale[f]);
      logChangeScale[f] += share * (Math.log(scales.changeScale()[f]) - logChangeScale[f]);
    }
  }

  ScalePrior prior() {
    double[] scale = new double[location.length];
    double[] changeScale = new double[location.length];
    for (int f = 0; f < scale.length; f++) {
      scale[f] = Math.exp(logScale[f]);
      changeScale[f] = Math.exp(logChangeScale[f]);
    }
    return new ScalePrior(location.clone(), scale, changeScale);
  }

  /** Takes over the fields both have. */
  void adopt(ScalePool older, FieldMap fields) {
    fields.copy(older.count, count);
    fields.copy(older.location, location);
    fields.copy(older.logScale, logScale);
    fields.copy(older.logChangeScale, logChangeScale);
  }

  void writeTo(StateWriter out) {
    out.writeDoubles(count)
        .writeDoubles(location)
        .writeDoubles(logScale)
        .writeDoubles(logChangeScale);
  }

  void readFrom(StateReader in) {
    in.readDoubles(count);
    in.readDoubles(location);
    in.readDoubles(logScale);
    in.readDoubles(logChangeScale);
  }
}
