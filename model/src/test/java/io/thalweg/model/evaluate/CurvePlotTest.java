package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

final class CurvePlotTest {
  private static final FewLabels ONE =
      new FewLabels(
          "embeddings",
          List.of(
              new FewLabels.Point(10, List.of(0.5, 0.7)),
              new FewLabels.Point(100, List.of(0.8)),
              new FewLabels.Point(1000, List.of(1.0))));

  private static Document parse(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  /** Three powers of ten lie at equal distances; .6 of a scale from .5 to 1 is at a fifth. */
  @Test
  void svg_aCurve_liesWhereItShould() throws Exception {
    Document svg = parse(CurvePlot.svg("Accuracy <of> A & B", List.of(ONE)));

    Element line = (Element) svg.getElementsByTagName("polyline").item(0);
    String[] points = line.getAttribute("points").split("[ ,]");
    double first = Double.parseDouble(points[0]);
    double middle = Double.parseDouble(points[2]);
    double last = Double.parseDouble(points[4]);
    assertThat(middle - first).isEqualTo(last - middle);
    // 420 high, 40 left at the top and 50 at the bottom: 330 for .5 to 1.
    assertThat(Double.parseDouble(points[1])).isEqualTo(40 + 0.4 / 0.5 * 330);
    assertThat(Double.parseDouble(points[5])).isEqualTo(40);
    assertThat(svg.getElementsByTagName("text").item(0).getTextContent())
        .isEqualTo("Accuracy <of> A & B");
    assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(3);
  }

  @Test
  void svg_severalCurves_haveColoursOfTheirOwn() throws Exception {
    Document svg = parse(CurvePlot.svg("t", List.of(ONE, new FewLabels("pixels", ONE.points()))));

    Element one = (Element) svg.getElementsByTagName("polyline").item(0);
    Element other = (Element) svg.getElementsByTagName("polyline").item(1);
    assertThat(one.getAttribute("stroke")).isNotEqualTo(other.getAttribute("stroke"));
  }

  @Test
  void svg_noCurve_isRefused() {
    assertThatThrownBy(() -> CurvePlot.svg("t", List.of()))
        .hasMessage("curves must be 1 to 5, not 0");
  }
}
