package io.thalweg.streams.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The demo's summary as JSON, for scripts.
 *
 * <p>Written field by field: the names are a promise, and must not follow a renamed record
 * component. Times are ISO-8601 in UTC, durations are seconds, and what is missing or not a number
 * is {@code null}.
 */
public final class DemoSummaryJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private DemoSummaryJson() {}

  /** One indented JSON object and a line end. */
  public static String of(DemoSummary summary) {
    ObjectNode root = JSON.createObjectNode();
    root.put("passed", summary.passed());
    root.put("length_seconds", seconds(summary.length()));
    root.put("fields", summary.fields());
    root.put("events", summary.events());
    root.put("learned", summary.learned());
    root.put("embeddings", summary.embeddings());
    root.put("events_embedded", summary.eventsEmbedded());
    root.set("loss", loss(summary));
    root.set("snapshots", snapshots(summary));
    root.put("quiet_alerts", summary.quietAlerts());
    root.set("disturbance", first(summary.incidents()));
    var disturbances = root.putArray("disturbances");
    summary.incidents().forEach(incident -> disturbances.add(disturbance(incident)));
    var verdicts = root.putArray("verdicts");
    for (Verdict verdict : summary.verdicts()) {
      verdicts
          .addObject()
          .put("name", verdict.name())
          .put("passed", verdict.passed())
          .put("detail", verdict.detail());
    }
    return print(root);
  }

  private static ObjectNode loss(DemoSummary summary) {
    ObjectNode node = JSON.createObjectNode();
    putFinite(node, "model", summary.modelLoss());
    putFinite(node, summary.baseline().key(), summary.baselineLoss());
    putFinite(node, "ratio", summary.lossRatio());
    return node;
  }

  private static ObjectNode snapshots(DemoSummary summary) {
    return JSON.createObjectNode()
        .put("published", summary.snapshotsPublished())
        .put("loaded", summary.snapshotsLoaded());
  }

  private static @Nullable ObjectNode first(List<DemoSummary.Incident> incidents) {
    return incidents.isEmpty() ? null : disturbance(incidents.get(0));
  }

  private static ObjectNode disturbance(DemoSummary.Incident incident) {
    ObjectNode node = JSON.createObjectNode();
    node.put("name", incident.name());
    node.put("onset", incident.onset().toString());
    node.put("first_alert", time(incident.firstAlert().map(DemoSummary.FirstAlert::eventTime)));
    putFinite(
        node,
        "delay_seconds",
        incident.alertDelay().map(DemoSummaryJson::seconds).orElse(Double.NaN));
    putFinite(
        node,
        "p_value",
        incident.firstAlert().map(DemoSummary.FirstAlert::pValue).orElse(Double.NaN));
    var metrics = node.putArray("metrics");
    incident.firstAlert().ifPresent(alert -> alert.named().forEach(metrics::add));
    return node;
  }

  private static void putFinite(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }

  private static @Nullable String time(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse(null);
  }

  private static String print(ObjectNode root) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A tree of plain values is always JSON", impossible);
    }
  }
}
