package io.thalweg.model.evaluate;

import java.util.List;
import java.util.Locale;

/**
 * Accuracy against number of labels as an SVG picture: numbers on a logarithmic scale, each curve
 * with its draws' range as bars. Plain text, no script, no font but the reader's.
 */
public final class CurvePlot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 420;
  private static final int LEFT = 60;
  private static final int RIGHT = 20;
  private static final int TOP = 40;
  private static final int BOTTOM = 50;

  /** Told apart by people who see colours differently, too (Okabe and Ito 2008). */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#e69f00", "#555555", "#009e73", "#cc79a7");

  private final List<FewLabels> curves;
  private final double fewest;
  private final double most;
  private final double lowest;

  private CurvePlot(List<FewLabels> curves) {
    this.curves = curves;
    fewest = all().mapToDouble(FewLabels.Point::labels).min().orElseThrow();
    most = all().mapToDouble(FewLabels.Point::labels).max().orElseThrow();
    double least = all().mapToDouble(FewLabels.Point::least).min().orElseThrow();
    lowest = Math.min(0.9, Math.floor(10 * least) / 10);
  }

  private java.util.stream.Stream<FewLabels.Point> all() {
    return curves.stream().flatMap(curve -> curve.points().stream());
  }

  /**
   * Draws.
   *
   * @param curves at least one, at most five, each of at least one point
   */
  public static String svg(String title, List<FewLabels> curves) {
    if (curves.isEmpty() || curves.size() > COLOURS.size()) {
      throw new IllegalArgumentException(
          "curves must be 1 to %d, not %d".formatted(COLOURS.size(), curves.size()));
    }
    return new CurvePlot(List.copyOf(curves)).draw(title);
  }

  private String draw(String title) {
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
            + " height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">",
        WIDTH,
        HEIGHT,
        WIDTH,
        HEIGHT);
    add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, HEIGHT);
    text(svg, WIDTH / 2.0, 22, "middle", title);
    axes(svg);
    for (int i = 0; i < curves.size(); i++) {
      curve(svg, curves.get(i), COLOURS.get(i));
      legend(svg, i);
    }
    add(svg, "</svg>");
    return svg.toString();
  }

  private void axes(StringBuilder svg) {
    int ticks = (int) Math.round((1 - lowest) * 10);
    for (int i = 0; i <= ticks; i++) {
      double accuracy = 1 - i / 10.0;
      line(svg, LEFT, y(accuracy), WIDTH - RIGHT, y(accuracy), "#dddddd");
      text(svg, LEFT - 8, y(accuracy) + 4, "end", String.format(Locale.ROOT, "%.1f", accuracy));
    }
    for (FewLabels.Point point : curves.get(0).points()) {
      line(svg, x(point.labels()), TOP, x(point.labels()), HEIGHT - BOTTOM, "#dddddd");
      text(
          svg,
          x(point.labels()),
          HEIGHT - BOTTOM + 18,
          "middle",
          String.format(Locale.ROOT, "%,d", point.labels()));
    }
    text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", "labels");
    text(svg, LEFT - 8, TOP - 12, "end", "accuracy");
  }

  private void curve(StringBuilder svg, FewLabels curve, String colour) {
    StringBuilder path = new StringBuilder();
    for (FewLabels.Point point : curve.points()) {
      double x = x(point.labels());
      path.append(
          String.format(Locale.ROOT, "%s%.1f,%.1f", path.isEmpty() ? "" : " ", x, y(point.mean())));
      line(svg, x, y(point.least()), x, y(point.most()), colour);
      add(
          svg,
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"><title>%s, %d labels:"
              + " %.4f</title></circle>",
          x,
          y(point.mean()),
          colour,
          escaped(curve.name()),
          point.labels(),
          point.mean());
    }
    add(
        svg,
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
        path,
        colour);
  }

  private void legend(StringBuilder svg, int i) {
    double y = HEIGHT - BOTTOM - 16 - 18.0 * (curves.size() - 1 - i);
    double x = WIDTH - RIGHT - 130;
    line(svg, x, y - 4, x + 20, y - 4, COLOURS.get(i));
    text(svg, x + 26, y, "start", curves.get(i).name());
  }

  private double x(double labels) {
    double share = most > fewest ? Math.log(labels / fewest) / Math.log(most / fewest) : 0.5;
    return LEFT + 10 + share * (WIDTH - LEFT - RIGHT - 30);
  }

  private double y(double accuracy) {
    return TOP + (1 - accuracy) / (1 - lowest) * (HEIGHT - TOP - BOTTOM);
  }

  private static void line(
      StringBuilder svg, double x1, double y1, double x2, double y2, String colour) {
    add(
        svg,
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
        x1,
        y1,
        x2,
        y2,
        colour);
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    add(
        svg,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        x,
        y,
        anchor,
        escaped(text));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
