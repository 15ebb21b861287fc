package io.thalweg.model.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Figures on pictures as tables for people and as JSON. */
public final class PictureReport {
  private PictureReport() {}

  /** Accuracy against number of labels, a Markdown table. */
  public static String markdown(PictureProbe probe) {
    StringBuilder text = new StringBuilder();
    add(text, "# Linear probe of %s by number of labels", probe.set().name());
    text.append('\n');
    add(
        text,
        "%,d pictures to learn from, %,d to test, %d classes, %s; task %s, %d seeds. Test accuracy,"
            + " means over draws of the labels (lowest to highest).",
        probe.set().train().size(),
        probe.set().test().size(),
        probe.set().classes().size(),
        probe.set().shape(),
        probe.preset().task(),
        probe.runs().size());
    text.append('\n').append(CurveTable.markdown(probe.curves())).append('\n');
    probe.runs().forEach(run -> add(text, "%s", sentence(run)));
    return text.toString();
  }

  private static String sentence(PictureProbe.Run run) {
    return String.format(
        Locale.ROOT,
        "Seed %d: %d passes, %,d steps, loss %.3f to %.3f, %.0f s of learning.",
        run.seed(),
        run.passes(),
        run.steps(),
        run.firstLoss(),
        run.lastLoss(),
        run.seconds());
  }

  /** The same with every draw's accuracy. */
  public static ObjectNode json(PictureProbe probe) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("set", probe.set().name()).put("task", probe.preset().task().toString());
    node.put("train_pictures", probe.set().train().size());
    node.put("test_pictures", probe.set().test().size());
    node.put("classes", probe.set().classes().size());
    node.set("runs", runs(probe.runs()));
    node.set("curves", CurveTable.json(probe.curves()));
    return node;
  }

  private static ArrayNode runs(List<PictureProbe.Run> runs) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (PictureProbe.Run run : runs) {
      ObjectNode node = all.addObject();
      node.put("seed", run.seed()).put("passes", run.passes()).put("steps", run.steps());
      node.put("first_loss", run.firstLoss()).put("last_loss", run.lastLoss());
      node.put("seconds", run.seconds());
    }
    return all;
  }

  /** Equal error rates, a Markdown table. */
  public static String markdown(PictureVerification verification) {
    StringBuilder text = new StringBuilder();
    Verification any = verification.pixels().get(0).figures();
    text.append("# Same or different\n\n");
    add(
        text,
        "%,d pictures to learn from without labels, %,d of others to test: %,d pairs of the same"
            + " and %,d of different ones. Eigenfaces' number of components is the best on these"
            + " very pairs, of all tried.",
        verification.trainPictures(),
        verification.testPictures(),
        any.same(),
        any.different());
    text.append("\n| what | likeness | equal error rate | ROC AUC |\n|---|---|---:|---:|\n");
    verification.trained().forEach(row -> text.append(row(row)));
    verification.untrained().forEach(row -> text.append(row(row)));
    verification.pixels().forEach(row -> text.append(row(row)));
    for (Likeness likeness : Likeness.values()) {
      best(verification, likeness).ifPresent(row -> text.append(row(row)));
    }
    text.append('\n');
    verification.runs().forEach(run -> add(text, "%s", sentence(run)));
    return text.toString();
  }

  private static Optional<PictureVerification.Row> best(
      PictureVerification verification, Likeness likeness) {
    return PictureVerification.best(
        verification.eigenfaces().stream().filter(r -> r.likeness() == likeness).toList());
  }

  private static String row(PictureVerification.Row row) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.4f | %.4f |%n",
        row.what(),
        row.likeness(),
        row.figures().equalErrorRate(),
        row.figures().auc());
  }

  /** The same with eigenfaces of every number of components. */
  public static ObjectNode json(PictureVerification verification) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("train_pictures", verification.trainPictures());
    node.put("test_pictures", verification.testPictures());
    node.set("runs", runs(verification.runs()));
    node.set("embeddings", rows(verification.trained()));
    node.set("untrained", rows(verification.untrained()));
    node.set("pixels", rows(verification.pixels()));
    node.set("eigenfaces", rows(verification.eigenfaces()));
    return node;
  }

  private static ArrayNode rows(List<PictureVerification.Row> rows) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (PictureVerification.Row row : rows) {
      all.add(json(row.figures()).put("what", row.what()).put("likeness", "" + row.likeness()));
    }
    return all;
  }

  /** One measurement's figures. */
  public static ObjectNode json(Verification figures) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("equal_error_rate", figures.equalErrorRate())
        .put("roc_auc", figures.auc())
        .put("same_pairs", figures.same())
        .put("different_pairs", figures.different());
  }

  private static void add(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
