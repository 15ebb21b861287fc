package io.thalweg.model.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The figures of several sets beside published ones, as a table for people and as JSON.
 *
 * @param sets one entry per set
 */
public record SeriesReport(List<Entry> sets) {

  /**
   * Test accuracies others have published.
   *
   * @param dtw nearest neighbour by dynamic time warping (the archives' baseline)
   * @param tLoss T-Loss with an RBF support vector machine (Franceschi et al. 2019)
   */
  public record Published(double dtw, double tLoss) {}

  /**
   * One set.
   *
   * @param runs one per seed, at least one
   * @param seconds for all of them
   */
  public record Entry(ClassificationSet set, List<SeriesProbe> runs, double seconds) {
    double mean(ToDoubleFunction<SeriesProbe> figure) {
      return runs.stream().mapToDouble(figure).average().orElseThrow();
    }

    private double least(ToDoubleFunction<SeriesProbe> figure) {
      return runs.stream().mapToDouble(figure).min().orElseThrow();
    }

    private double most(ToDoubleFunction<SeriesProbe> figure) {
      return runs.stream().mapToDouble(figure).max().orElseThrow();
    }
  }

  /** From Bagnall et al. 2017 and 2018, and Franceschi et al. 2019 (arXiv 1901.10738). */
  private static final Map<String, Published> PUBLISHED =
      Map.of(
          "ArrowHead", new Published(0.703, 0.869),
          "BasicMotions", new Published(0.975, 1),
          "GunPoint", new Published(0.907, 0.993),
          "ItalyPowerDemand", new Published(0.95, 0.954),
          "JapaneseVowels", new Published(0.949, 0.989),
          "OSULeaf", new Published(0.591, 0.831));

  /** What is published of a set. */
  public static Optional<Published> published(String set) {
    return Optional.ofNullable(PUBLISHED.get(set));
  }

  /** A Markdown table. */
  public String markdown() {
    StringBuilder text =
        new StringBuilder(
            """
            # Linear probes on time series classification

            Test accuracy of a linear classifier on frozen embeddings, means over seeds. The encoder \
            learns from the training series without labels, the classifier and its ridge from \
            embeddings and labels of the training series. "Untrained" is the same encoder with its \
            starting weights. Published: nearest neighbour by dynamic time warping, and T-Loss with \
            a support vector machine.

            | set | seeds | passes | trained, linear | lowest to highest | untrained, linear | \
            trained, neighbour | untrained, neighbour | DTW | T-Loss | seconds per seed |
            |---|---:|---:|---:|---|---:|---:|---:|---:|---:|---:|
            """);
    sets.forEach(entry -> text.append(row(entry)));
    return text.toString();
  }

  private static String row(Entry entry) {
    Optional<Published> published = published(entry.set.name());
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %.3f | %.3f to %.3f | %.3f | %.3f | %.3f | %s | %s | %.0f |%n",
        entry.set.name(),
        entry.runs.size(),
        entry.runs.get(0).passes(),
        entry.mean(run -> run.trained().linear()),
        entry.least(run -> run.trained().linear()),
        entry.most(run -> run.trained().linear()),
        entry.mean(run -> run.untrained().linear()),
        entry.mean(run -> run.trained().neighbour()),
        entry.mean(run -> run.untrained().neighbour()),
        published.map(p -> figure(p.dtw)).orElse(""),
        published.map(p -> figure(p.tLoss)).orElse(""),
        entry.seconds / entry.runs.size());
  }

  private static String figure(double accuracy) {
    return String.format(Locale.ROOT, "%.3f", accuracy);
  }

  /** The same with every seed's figures. */
  public ArrayNode json() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Entry entry : sets) {
      ObjectNode node = all.addObject();
      node.put("set", entry.set.name());
      node.put("classes", entry.set.classes().size());
      node.put("train_series", entry.set.train().size());
      node.put("test_series", entry.set.test().size());
      node.put("seconds", entry.seconds);
      published(entry.set.name())
          .ifPresent(p -> node.put("published_dtw", p.dtw).put("published_t_loss", p.tLoss));
      node.put("trained_linear", entry.mean(run -> run.trained().linear()));
      node.put("untrained_linear", entry.mean(run -> run.untrained().linear()));
      ArrayNode runs = node.putArray("runs");
      entry.runs.forEach(run -> runs.add(json(run)));
    }
    return all;
  }

  private static ObjectNode json(SeriesProbe run) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("passes", run.passes()).put("steps", run.steps());
    node.put("first_loss", run.firstLoss()).put("last_loss", run.lastLoss());
    node.set("trained", json(run.trained()));
    node.set("untrained", json(run.untrained()));
    return node;
  }

  private static ObjectNode json(Probe probe) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("linear", probe.linear())
        .put("neighbour", probe.neighbour())
        .put("ridge", probe.ridge());
  }
}
