package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class RidgeVarTest {
  @Test
  void predict_noiselessLinearSystem_isExact() {
    // A slowly turning plane, read through 3 fields with an offset, plus one that never varies:
    // x_t = 2 cos(w) x_{t-1} - x_{t-2} holds for every sinusoid, so order 2 explains all of it.
    double[][] rows = new double[400][];
    for (int t = 0; t < rows.length; t++) {
      rows[t] =
          new double[] {Math.sin(0.3 * t), 5 + 2 * Math.cos(0.3 * t), Math.sin(0.3 * t + 1), 7};
    }

    RidgeVar model = RidgeVar.fit(rows, 2, 1e-9);

    double[] last = rows[399];
    double[] predicted = model.predict(new double[][] {rows[397], rows[398]});
    assertThat(predicted).containsExactly(last, within(1e-6));
  }

  @Test
  void fit_oneFieldOrderOne_isTheClosedForm() {
    // Rows 0, 2, 0, 2, ... (6 of them): mean 1, deviation 1, z = -1, 1, -1, ... The five pairs
    // (z_{t-1}, z_t): sum x = -1, sum y = 1, sum x y = -5, sum x^2 = 5. Ridge 1 with intercept c:
    // (5 + 1) w - c = -5 and -w + 5 c = 1, so w = -24/29, c = 1/29.
    // After a 2 (z = 1): z = -23/29, x = 1 - 23/29 = 6/29.
    double[][] rows = {{0}, {2}, {0}, {2}, {0}, {2}};

    double[] predicted = RidgeVar.fit(rows, 1, 1).predict(new double[][] {{0}, {2}});

    assertThat(predicted).containsExactly(new double[] {6.0 / 29}, within(1e-12));
  }

  @Test
  void fit_strongPenalty_predictsTheMean() {
    Random random = new Random(3);
    double[][] rows = new double[500][1];
    double mean = 0;
    for (int t = 0; t < rows.length; t++) {
      rows[t][0] = 4 + random.nextGaussian();
      mean += rows[t][0] / rows.length;
    }

    assertThat(RidgeVar.fit(rows, 3, 1e12).predict(rows)[0]).isCloseTo(mean, within(0.01));
  }

  @Test
  void fitAndPredict_wrongSizes_areRefused() {
    assertThatThrownBy(() -> RidgeVar.fit(new double[4][2], 4, 1))
        .hasMessage("order must be at least 1 and less than the 4 rows, not 4");
    assertThatThrownBy(() -> RidgeVar.fit(new double[4][2], 1, 0))
        .hasMessage("lambda must be positive, not 0.0");
    RidgeVar model = RidgeVar.fit(new double[][] {{1}, {2}, {3}, {5}}, 2, 1);
    assertThatThrownBy(() -> model.predict(new double[1][1]))
        .hasMessage("history must have at least 2 rows, not 1");
    assertThatThrownBy(() -> model.predict(new double[2][3]))
        .hasMessage("a row has 3 fields, not 1");
  }

  @Test
  void oneStepError_threeFields_sumsWhatVaries() {
    // Deviations 2, 1, 0: the third field is left out whatever it does.
    // Row 1: errors 2/2 and 1/1, persistence 4/2 and 1/1. Row 2: errors 0, persistence 2/2 and 0.
    // Sums 1 + 1 = 2 and 4 + 1 + 1 = 6; two rows of two fields.
    OneStepError error = new OneStepError(new double[] {2, 1, 0});
    error.add(new double[] {0, 0, 0}, new double[] {2, 2, 0}, new double[] {4, 1, 9});
    error.add(new double[] {4, 1, 9}, new double[] {6, 1, 9}, new double[] {6, 1, 3});

    assertThat(error.ratio()).isCloseTo(2.0 / 6, within(1e-15));
    assertThat(error.mean()).isEqualTo(0.5);
    assertThat(error.persistenceMean()).isEqualTo(1.5);
    assertThat(error.fieldRatio(0)).isEqualTo(0.2);
    assertThat(error.fieldRatio(2)).isNaN();
    assertThat(error.varyingFields()).isEqualTo(2);
    assertThat(error.rows()).isEqualTo(2);
  }
}
