package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The linear reference on the Server Machine Dataset (Su et al. 2019). The expected ratios were
 * computed apart from this code, with NumPy: {@code W = solve(X'X + lambda I, X'Y)} on rows
 * standardised by the train part, lambda 0.001, the intercept not penalised, sums over the fields
 * with a positive deviation in the train part and over test rows from the fifth on.
 */
final class SmdReferenceTest {
  private static final int ORDER = 4;

  @ParameterizedTest
  @CsvSource({"machine-1-2, 33, 0.53903", "machine-1-3, 34, 1.97988", "machine-2-1, 33, 0.68765"})
  void ridgeVar_onTheTestPart_hasTheReferenceRatio(String machine, int fields, double expected)
      throws IOException {
    Path folder = SharedData.require("smd").resolve(machine);
    RidgeVar model = RidgeVar.fit(read(folder.resolve("train.txt.gz")), ORDER, 1e-3);
    double[][] test = read(folder.resolve("test.txt.gz"));

    OneStepError error = new OneStepError(model.deviations());
    for (int t = ORDER; t < test.length; t++) {
      double[] predicted = model.predict(Arrays.copyOfRange(test, t - ORDER, t));
      error.add(test[t - 1], predicted, test[t]);
    }

    assertThat(error.varyingFields()).isEqualTo(fields);
    // lambda 0.001 leaves the equations of near-constant fields ill-conditioned: 1e-4 in the sixth
    // digit between two solvers.
    assertThat(error.ratio()).isCloseTo(expected, within(1e-3));
  }

  private static double[][] read(Path file) throws IOException {
    try (BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII));
        Stream<String> lines = reader.lines()) {
      return lines
          .map(line -> Stream.of(line.split(",")).mapToDouble(Double::parseDouble).toArray())
          .toArray(double[][]::new);
    }
  }
}
