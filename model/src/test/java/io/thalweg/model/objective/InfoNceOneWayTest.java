package io.thalweg.model.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class InfoNceOneWayTest extends PairObjectiveContract {
  @Override
  PairObjective objective() {
    return new InfoNce(1, false, false);
  }

  @Override
  double slow(double[] one, double[] other) {
    return SlowInfoNce.loss(one, other, PAIRS, SIZE, 1, false, false);
  }

  @Test
  void score_allTheSame_isTheLogarithmOfTheirNumber() {
    float[] same = new float[PAIRS * SIZE];
    java.util.Arrays.fill(same, 0.3f);

    float loss = objective().newPass(PAIRS, SIZE).score(same, same);

    assertThat((double) loss).isCloseTo(Math.log(PAIRS), within(1e-4));
  }
}
