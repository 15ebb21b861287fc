package io.thalweg.model.detect;

/**
 * What a {@link TailCalibrator} is set to. All spans are counted in events of the calibrator, not
 * in time, so that a replay calibrates as the live stream did.
 *
 * @param rate the tail probability alerts are raised at, in [1e-8, 0.01]. It decides which
 *     observations the calibrator treats as suspect
 * @param halfLife events after which an observation counts half, in [500, 500,000]
 * @param warmup observations before the first p-value, at least 64
 * @param patience suspect observations in a row after which it is no longer the events that are
 *     wrong but the calibration, and it starts anew; at least 64
 */
public record CalibrationSettings(double rate, int halfLife, int warmup, int patience) {

  public static final CalibrationSettings DEFAULT =
      new CalibrationSettings(1e-4, 10_000, 200, 1_000);

  public CalibrationSettings {
    require(rate >= 1e-8 && rate <= 0.01, "rate", "in [1e-8, 0.01]", rate);
    require(halfLife >= 500 && halfLife <= 500_000, "halfLife", "in [500, 500000]", halfLife);
    require(warmup >= 64, "warmup", "at least 64", warmup);
    require(patience >= 64 && patience <= 1_000_000, "patience", "in [64, 1000000]", patience);
  }

  public CalibrationSettings withRate(double newRate) {
    return new CalibrationSettings(newRate, halfLife, warmup, patience);
  }

  public CalibrationSettings withHalfLife(int newHalfLife) {
    return new CalibrationSettings(rate, newHalfLife, warmup, patience);
  }

  private static void require(boolean ok, String name, String allowed, Number value) {
    if (!ok) {
      throw new IllegalArgumentException(name + " must be " + allowed + ", but is " + value);
    }
  }
}
