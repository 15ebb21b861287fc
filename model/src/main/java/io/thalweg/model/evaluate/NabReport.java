package io.thalweg.model.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Scores of several detectors beside the published ones, as a table for people and as JSON.
 *
 * @param profiles the benchmark's profiles
 * @param detectors what was run, the detector under test first
 * @param published final scores by detector and profile, label-optimised
 */
public record NabReport(
    List<NabProfile> profiles,
    List<DetectorResult> detectors,
    Map<String, Map<String, Double>> published) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One detector's scores.
   *
   * @param name what it is called
   * @param optimised one per profile: at the threshold that suits the labels best, NAB's own
   *     protocol
   * @param own one per profile: the detector's own alerts, decided without labels
   */
  public record DetectorResult(String name, List<NabResult> optimised, List<NabResult> own) {
    /** Copies the lists. */
    public DetectorResult {
      optimised = List.copyOf(optimised);
      own = List.copyOf(own);
    }
  }

  /** The results of one detector. */
  public DetectorResult detector(String name) {
    return detectors.stream()
        .filter(result -> result.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no detector " + name + " was run"));
  }

  /** A Markdown table; the best published detectors first, below what was run. */
  public String markdown() {
    StringBuilder text = new StringBuilder("# Numenta Anomaly Benchmark\n\n");
    text.append(
        """
        Score 0: never alerts. Score 100: alerts exactly at the start of every window. "Labels" is \
        NAB's own protocol: per profile the threshold with the highest score, chosen with the \
        labels. "Own" is the detector's own alerts, decided without labels.

        """);
    text.append("| detector |");
    profiles.forEach(profile -> text.append(" %s, labels |".formatted(profile.name())));
    profiles.forEach(profile -> text.append(" %s, own |".formatted(profile.name())));
    text.append('\n');
    text.append("|---|").append("---:|".repeat(2 * profiles.size())).append('\n');
    for (DetectorResult detector : detectors) {
      text.append("| ").append(detector.name()).append(" |");
      cells(text, detector.optimised());
      cells(text, detector.own());
      text.append('\n');
    }
    publishedBestFirst().forEach(entry -> publishedRow(text, entry.getKey(), entry.getValue()));
    return text.toString();
  }

  private static void cells(StringBuilder text, List<NabResult> results) {
    results.forEach(result -> text.append(cell(result.score())));
  }

  private void publishedRow(StringBuilder text, String name, Map<String, Double> scores) {
    text.append("| ").append(name).append(" (published) |");
    for (NabProfile profile : profiles) {
      Double score = scores.get(profile.name());
      text.append(score == null ? " |" : cell(score));
    }
    text.append(" |".repeat(profiles.size())).append('\n');
  }

  private static String cell(double score) {
    return String.format(Locale.ROOT, " %.1f |", score);
  }

  private List<Map.Entry<String, Map<String, Double>>> publishedBestFirst() {
    String first = profiles.get(0).name();
    return published.entrySet().stream()
        .sorted((a, b) -> Double.compare(score(b, first), score(a, first)))
        .toList();
  }

  private static double score(Map.Entry<String, Map<String, Double>> entry, String profile) {
    return entry.getValue().getOrDefault(profile, Double.NEGATIVE_INFINITY);
  }

  /**
   * {@code {"detectors": {name: {"optimised": {profile: result}, "own": {...}}}, "published":
   * {name: {profile: score}}}}, where a result has {@code score, threshold, raw, windows,
   * windows_found, tp, fp, tn, fn}.
   */
  public ObjectNode json() {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode all = root.putObject("detectors");
    for (DetectorResult detector : detectors) {
      ObjectNode node = all.putObject(detector.name());
      results(node.putObject("optimised"), detector.optimised());
      results(node.putObject("own"), detector.own());
    }
    ObjectNode figures = root.putObject("published");
    published.forEach(
        (name, scores) -> {
          ObjectNode node = figures.putObject(name);
          scores.forEach(node::put);
        });
    return root;
  }

  private static void results(ObjectNode node, List<NabResult> results) {
    for (NabResult result : results) {
      node.putObject(result.profile().name())
          .put("score", result.score())
          .put("threshold", result.threshold())
          .put("raw", result.raw())
          .put("windows", result.windows())
          .put("windows_found", result.windowsFound())
          .put("tp", result.counts().truePositives())
          .put("fp", result.counts().falsePositives())
          .put("tn", result.counts().trueNegatives())
          .put("fn", result.counts().falseNegatives());
    }
  }
}
