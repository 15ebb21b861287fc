package io.thalweg.model.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.detect.TailProbability.Statistic;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The two statistics together, of one entity and of the pool. */
final class SurpriseCalibratorTest {
  private static final int FIELDS = 38;
  private final SplittableRandom random = new SplittableRandom(41);
  private final SurpriseCalibrator own = new SurpriseCalibrator(CalibrationSettings.DEFAULT);
  private final PooledCalibrator pool = new PooledCalibrator(CalibrationSettings.DEFAULT);

  @Test
  void assess_whileWarmingUp_isEmpty() {
    feed(own, 199);
    assertThat(own.assess(event(1))).isEmpty();
    feed(own, 1);
    assertThat(own.assess(event(1))).isPresent();
  }

  @Test
  void assess_oneFieldFarOut_isTheMaximum() {
    feed(own, 5_000);
    Surprise spike = new Surprise(60, 25, FIELDS, 7);
    assertThat(own.assess(spike).orElseThrow().statistic()).isEqualTo(Statistic.MAX);
  }

  @Test
  void assess_allFieldsALittleOut_isTheSum() {
    feed(own, 5_000);
    Surprise broad = new Surprise(120, 6, FIELDS, 7);
    assertThat(own.assess(broad).orElseThrow().statistic()).isEqualTo(Statistic.SUM);
  }

  @Test
  void assess_rightPredictions_fallBelowARateAtMostAtThatRate() {
    feed(own, 20_000);
    int low = 0;
    int events = 200_000;
    for (int i = 0; i < events; i++) {
      Surprise event = event(1);
      low += own.assess(event).orElseThrow().p() < 1e-3 ? 1 : 0;
      own.observe(event);
    }
    // 200 are nominal, Bonferroni costs up to half, chance 14
    assertThat(low).isBetween(80, 240);
  }

  @Test
  void readFrom_writtenState_continuesBitForBit() {
    feed(own, 3_000);
    ByteBuffer bytes = ByteBuffer.allocate(SurpriseCalibrator.BYTES);
    own.writeTo(bytes);
    SurpriseCalibrator restored = new SurpriseCalibrator(CalibrationSettings.DEFAULT);
    restored.readFrom(bytes.flip());
    for (int i = 0; i < 1_000; i++) {
      Surprise event = event(1);
      assertThat(restored.assess(event)).isEqualTo(own.assess(event));
      own.observe(event);
      restored.observe(event);
    }
  }

  @Test
  void assessPooled_newEntity_isMeasuredAgainstAllOthers() {
    assertThat(pool.assess(own, event(1))).isEmpty();
    SurpriseCalibrator other = new SurpriseCalibrator(CalibrationSettings.DEFAULT);
    feedPooled(other, 1, 30_000);
    TailProbability p = pool.assess(own, event(5)).orElseThrow();
    assertThat(p.pooled()).isTrue();
    assertThat(p.p()).isLessThan(1e-4);
    assertThat(p.observations()).isGreaterThan(5_000);
  }

  @Test
  void assessPooled_entityWithFullTail_isMeasuredAgainstItself() {
    SurpriseCalibrator other = new SurpriseCalibrator(CalibrationSettings.DEFAULT);
    feedPooled(other, 1, 30_000);
    feedPooled(own, 0.1, 15_000);
    Surprise ordinaryElsewhere = event(1);
    TailProbability p = pool.assess(own, ordinaryElsewhere).orElseThrow();
    assertThat(p.pooled()).isFalse();
    assertThat(p.p()).isLessThan(1e-4);
  }

  @Test
  void assessPooled_entityThatStartedAnew_isNotMeasuredAgainstThePool() {
    SurpriseCalibrator other = new SurpriseCalibrator(CalibrationSettings.DEFAULT);
    feedPooled(other, 1, 30_000);
    feedPooled(own, 1, 3_000);
    feedPooled(own, 10, 1_500); // beyond patience
    TailProbability p = pool.assess(own, event(10)).orElseThrow();
    assertThat(p.pooled()).isFalse();
    assertThat(p.p()).isGreaterThan(1e-3);
  }

  @Test
  void readFromPooled_writtenState_assessesTheSame() {
    feedPooled(own, 1, 12_000);
    ByteBuffer bytes = ByteBuffer.allocate(PooledCalibrator.BYTES);
    pool.writeTo(bytes);
    PooledCalibrator restored = new PooledCalibrator(CalibrationSettings.DEFAULT);
    restored.readFrom(bytes.flip());
    SurpriseCalibrator unknown = new SurpriseCalibrator(CalibrationSettings.DEFAULT);
    Surprise event = event(1.5);
    assertThat(pool.assess(unknown, event)).isPresent().isEqualTo(restored.assess(unknown, event));
  }

  private void feed(SurpriseCalibrator calibrator, int events) {
    for (int i = 0; i < events; i++) {
      calibrator.observe(event(1));
    }
  }

  private void feedPooled(SurpriseCalibrator calibrator, double scale, int events) {
    for (int i = 0; i < events; i++) {
      pool.observe(calibrator, event(scale));
    }
  }

  /** An event whose predictions were right: each field's surprise is exponential. */
  private Surprise event(double scale) {
    double[] nats = new double[FIELDS];
    for (int f = 0; f < FIELDS; f++) {
      nats[f] = -scale * Math.log(1 - random.nextDouble());
    }
    return Surprise.of(nats).orElseThrow();
  }
}
