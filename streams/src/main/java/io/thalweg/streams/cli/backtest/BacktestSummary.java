package io.thalweg.streams.cli.backtest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thalweg.streams.decode.RejectReason;
import java.util.Locale;
import java.util.Map;

/**
 * A backtest in figures. Means are NaN where there was nothing to average.
 *
 * @param rows records of the file
 * @param rejected records that could not be read, by reason
 * @param late events older than the grace allows
 * @param outOfOrder events taken out of order
 * @param sampledOut events not learned because they exceeded the learner's capacity
 * @param repaired texts taken although bytes of their records were no UTF-8
 * @param fields of every event
 * @param steps optimizer steps
 * @param versions published
 * @param refused candidates that the publication gate refused
 * @param scored events with a p-value
 * @param alerts events that opened an incident
 * @param loss mean prequential loss, nats per field
 * @param huber mean prequential Huber loss of the prediction
 * @param persistenceHuber the same of "same as last reading"
 * @param oneStepRatio squared error of the one-step forecasts served in the second half of the
 *     file, each field in its standard deviation in the first, over the same of persistence
 * @param bitsPerToken mean surprise of the texts served in the second half of the file, each by its
 *     mean over its tokens; not a number where events are no texts
 * @param seconds spent on reading, learning, serving and writing
 */
public record BacktestSummary(
    long rows,
    Map<RejectReason, Long> rejected,
    long late,
    long outOfOrder,
    long sampledOut,
    long repaired,
    int fields,
    long steps,
    long versions,
    long refused,
    long scored,
    long alerts,
    double loss,
    double huber,
    double persistenceHuber,
    double oneStepRatio,
    double bitsPerToken,
    double seconds) {

  /** Rows per second. */
  public double rate() {
    return rows / Math.max(seconds, 1e-9);
  }

  /** The figures as they stand in {@code summary.json}; what is not a number is null. */
  public ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("rows", rows);
    ObjectNode reasons = root.putObject("rejected");
    rejected.forEach((reason, count) -> reasons.put(reason.name(), count));
    root.put("late", late);
    root.put("out_of_order", outOfOrder);
    root.put("sampled_out", sampledOut);
    root.put("repaired", repaired);
    root.put("fields", fields);
    root.put("steps", steps);
    root.put("versions_published", versions);
    root.put("versions_refused", refused);
    root.put("scored", scored);
    root.put("alerts", alerts);
    putFinite(root, "loss", loss);
    putFinite(root, "huber", huber);
    putFinite(root, "persistence_huber", persistenceHuber);
    putFinite(root, "huber_ratio", huber / persistenceHuber);
    putFinite(root, "one_step_ratio", oneStepRatio);
    putFinite(root, "bits_per_token", bitsPerToken);
    putFinite(root, "seconds", seconds);
    putFinite(root, "events_per_second", rate());
    return root;
  }

  private static void putFinite(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  /** The figures for people, several lines. */
  public String text() {
    long bad = rejected.values().stream().mapToLong(Long::longValue).sum();
    return String.format(
        Locale.ROOT,
        """
        %,d rows of %d %s in %.1f s (%,.0f/s): %,d rejected, %,d late%s
        %,d steps, %d versions published, %d refused
        %s
        %,d events scored, %d alerts
        """,
        rows,
        fields,
        fields == 1 ? "field" : "fields",
        seconds,
        rate(),
        bad,
        late,
        repaired == 0 ? "" : String.format(Locale.ROOT, ", %,d repaired", repaired),
        steps,
        versions,
        refused,
        prediction(),
        scored,
        alerts);
  }

  private String prediction() {
    if (Double.isFinite(bitsPerToken)) {
      return String.format(
          Locale.ROOT, "prediction: %.3f bits a token (second half)", bitsPerToken);
    }
    if (!Double.isFinite(oneStepRatio)) {
      return "prediction: no reading was forecast";
    }
    return String.format(
        Locale.ROOT,
        "prediction: Huber loss %.3f of persistence, one-step squared error %.3f of persistence"
            + " (second half)",
        huber / persistenceHuber,
        oneStepRatio);
  }
}
