package io.thalweg.streams.cli.evaluate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thalweg.streams.cli.backtest.BacktestSummary;
import java.util.List;
import java.util.Locale;

/**
 * One machine's figures.
 *
 * @param machine its name
 * @param trainRows rows of the train part
 * @param testRows rows of the test part
 * @param anomalousShare share of the test rows that are labelled
 * @param oneStep standardised squared one-step error on the test part as a share of persistence's
 * @param ridgeVar the same of a ridge vector autoregression fitted on the train part
 * @param areaPr area under precision and recall of the p-values on the test part, by label
 * @param runningZAreaPr the same of the largest running z-score of the fields
 * @param backtest the backtest over both parts
 */
record SmdResult(
    String machine,
    int trainRows,
    int testRows,
    double anomalousShare,
    double oneStep,
    double ridgeVar,
    double areaPr,
    double runningZAreaPr,
    BacktestSummary backtest) {

  static String table(List<SmdResult> results) {
    StringBuilder text =
        new StringBuilder(
            """
            # Server Machine Dataset

            One-step error: squared, each field in its standard deviation in the train part, over the \
            test part, as a share of persistence's. Thalweg learns on through the test part; the \
            autoregression (ridge, order 4) is fitted once, on the train part. AUC-PR reads the \
            labels, for evaluation only; nothing was chosen by it.

            | machine | rows/s | one-step error | ridge VAR(4) | alerts | AUC-PR | running z | anomalous |
            |---|---:|---:|---:|---:|---:|---:|---:|
            """);
    for (SmdResult result : results) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %,.0f | %.4f | %.4f | %d | %.3f | %.3f | %.1f %% |%n",
              result.machine,
              result.backtest.rate(),
              result.oneStep,
              result.ridgeVar,
              result.backtest.alerts(),
              result.areaPr,
              result.runningZAreaPr,
              100 * result.anomalousShare));
    }
    return text.toString();
  }

  ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("machine", machine);
    root.put("train_rows", trainRows);
    root.put("test_rows", testRows);
    root.put("anomalous_share", anomalousShare);
    root.put("one_step_ratio", oneStep);
    root.put("ridge_var_ratio", ridgeVar);
    root.put("auc_pr", areaPr);
    root.put("running_z_auc_pr", runningZAreaPr);
    root.set("backtest", backtest.json());
    return root;
  }
}
