package io.thalweg.model.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** Accuracy against number of labels as a Markdown table and as JSON. */
final class CurveTable {
  private CurveTable() {}

  /**
   * A row per curve, means with the lowest and the highest draw.
   *
   * @param curves at least one, with the same numbers of labels
   */
  static String markdown(List<FewLabels> curves) {
    List<FewLabels.Point> points = curves.get(0).points();
    StringBuilder text = new StringBuilder("| features |");
    points.forEach(p -> text.append(String.format(Locale.ROOT, " %,d labels |", p.labels())));
    text.append("\n|---|").append("---|".repeat(points.size())).append('\n');
    for (FewLabels curve : curves) {
      text.append("| ").append(curve.name()).append(" |");
      curve.points().forEach(p -> text.append(' ').append(cell(p)).append(" |"));
      text.append('\n');
    }
    return text.toString();
  }

  private static String cell(FewLabels.Point point) {
    return point.accuracies().size() == 1
        ? String.format(Locale.ROOT, "%.4f", point.mean())
        : String.format(
            Locale.ROOT, "%.4f (%.4f to %.4f)", point.mean(), point.least(), point.most());
  }

  /** The same with every draw's accuracy. */
  static ArrayNode json(List<FewLabels> curves) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (FewLabels curve : curves) {
      ObjectNode one = all.addObject().put("features", curve.name());
      ArrayNode points = one.putArray("points");
      for (FewLabels.Point point : curve.points()) {
        ObjectNode at = points.addObject().put("labels", point.labels());
        at.put("mean", point.mean()).put("least", point.least()).put("most", point.most());
        ArrayNode draws = at.putArray("accuracies");
        point.accuracies().forEach(draws::add);
      }
    }
    return all;
  }
}
