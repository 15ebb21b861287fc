package io.thalweg.model.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SurpriseMapTest {
  /** 20 x 12 pixels: 3 patches across, 2 down, those at the right and below smaller. */
  private final SurpriseMap map = new SurpriseMap(12, 20, 8);

  @Test
  void around_aLoneOne_isItsPatch() {
    double[] surprise = {1, 1, 1, 1, 1, 9};

    assertThat(map.around(surprise)).isEqualTo(new SurpriseMap.Box(16, 8, 4, 4));
  }

  @Test
  void around_joinedOnes_holdsThemAll_andNoOther() {
    // Patch 2 is as surprising, but joined to patch 0 by a corner of nothing alone.
    double[] surprise = {9, Double.NaN, 8, 5, 1, 1};

    assertThat(map.around(surprise)).isEqualTo(new SurpriseMap.Box(0, 0, 8, 12));
  }

  @Test
  void around_everywhereAlike_isTheFrame() {
    double[] surprise = new double[map.patches()];
    Arrays.fill(surprise, 3);

    assertThat(map.around(surprise)).isEqualTo(new SurpriseMap.Box(0, 0, 20, 12));
  }

  @Test
  void around_nothing_isRefused() {
    double[] nothing = new double[map.patches()];
    Arrays.fill(nothing, Double.NaN);

    assertThatThrownBy(() -> map.around(nothing)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> map.around(new double[2])).hasMessage("2 surprises for 6 patches");
  }
}
