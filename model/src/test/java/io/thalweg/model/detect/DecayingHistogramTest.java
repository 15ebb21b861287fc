package io.thalweg.model.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

final class DecayingHistogramTest {

  @Property
  void slotOf_valueInsideTheWindow_liesBetweenEdgesOneThirtySecondApart(
      @ForAll @DoubleRange(min = 0.1, max = 15) double x) {
    DecayingHistogram sketch = new DecayingHistogram();
    sketch.add(1, 1);
    int slot = sketch.slotOf(x);
    double lower = sketch.lowerEdge(slot);
    double upper = sketch.lowerEdge(slot + 1);
    assertThat(x).isGreaterThanOrEqualTo(lower).isLessThan(upper);
    assertThat(upper - lower).isLessThanOrEqualTo(lower / 32);
  }

  @Test
  void add_oneHalfLifeAgo_countsHalf() {
    DecayingHistogram sketch = new DecayingHistogram();
    sketch.halfLife(1_000);
    sketch.add(1, 1);
    for (int i = 0; i < 1_000; i++) {
      sketch.add(1, 0);
    }
    assertThat(sketch.total() / sketch.unit()).isCloseTo(0.5, within(0.002));
  }

  @Test
  void add_longStream_neverOverflowsAtTheLongestHalfLife() {
    DecayingHistogram sketch = new DecayingHistogram();
    sketch.halfLife(500_000);
    for (int i = 0; i < 8_000_000; i++) {
      sketch.add(1, 1);
    }
    // the geometric series 1 / (1 - 2^(-1/H)) = H / ln 2 = 721,348, reached to 2^-16
    assertThat(sketch.total() / sketch.unit()).isCloseTo(721_348, within(1_000.0));
  }

  @Test
  void move_upAndDown_keepsTheWeightAboveEveryEdgeThatStays() {
    DecayingHistogram sketch = filled();
    double edge = sketch.lowerEdge(150);
    int above = sketch.weightFrom(150);
    sketch.move(150, 100);
    assertThat(sketch.lowerEdge(100)).isEqualTo(edge);
    assertThat(sketch.weightFrom(100)).isEqualTo(above);
    sketch.move(100, 200);
    assertThat(sketch.weightFrom(200)).isEqualTo(above);
    assertThat(sketch.weightFrom(0)).isEqualTo(sketch.total());
  }

  @Test
  void centre_highestSlot_isTheMeanOfWhatIsInIt() {
    DecayingHistogram sketch = new DecayingHistogram();
    sketch.add(1, 1);
    double top = sketch.lowerEdge(DecayingHistogram.BINS);
    sketch.add(2 * top, 1);
    sketch.add(4 * top, 1);
    assertThat(sketch.centre(DecayingHistogram.BINS - 1)).isCloseTo(3 * top, within(0.01 * top));
  }

  @Test
  void add_zeroAndInfinity_fallIntoTheOutermostSlots() {
    DecayingHistogram sketch = filled();
    assertThat(sketch.slotOf(0)).isZero();
    assertThat(sketch.slotOf(Double.POSITIVE_INFINITY)).isEqualTo(DecayingHistogram.BINS - 1);
    sketch.add(Double.POSITIVE_INFINITY, 1);
    assertThat(sketch.centre(DecayingHistogram.BINS - 1)).isFinite();
  }

  private static DecayingHistogram filled() {
    DecayingHistogram sketch = new DecayingHistogram();
    DoubleSupplier stream = RandomStreams.LOG_NORMAL.seeded(3);
    for (int i = 0; i < 10_000; i++) {
      sketch.add(stream.getAsDouble(), 1);
    }
    return sketch;
  }
}
