package io.thalweg.model.learn;

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

  private long count;
  private final double[] location;
  private final double[] logScale;
  private final double[] logChangeScale;

  ScalePool(int fields) {
    location = new double[fields];
    logScale = new double[fields];
    logChangeScale = new double[fields];
  }

  void add(ScalePrior scales) {
    count++;
    double share = Math.max(1.0 / count, 1 / SEGMENTS);
    for (int f = 0; f < location.length; f++) {
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

  void writeTo(StateWriter out) {
    out.writeLong(count).writeDoubles(location).writeDoubles(logScale).writeDoubles(logChangeScale);
  }

  void readFrom(StateReader in) {
    count = in.readLong();
    in.readDoubles(location);
    in.readDoubles(logScale);
    in.readDoubles(logChangeScale);
  }
}
