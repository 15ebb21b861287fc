package io.thalweg.model.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why an event was improbable: the fields that contributed most, how improbable it was, and on how
 * many observations that statement rests.
 *
 * @param contributions largest surprise first, fields of equal surprise in their own order; missing
 *     fields never appear
 * @param probability the calibrated p-value and its basis
 * @param evidence what else can be shown; empty where the parts are all there is
 */
public record Explanation(
    List<Contribution> contributions, TailProbability probability, Optional<Evidence> evidence) {

  public Explanation {
    contributions = List.copyOf(contributions);
  }

  /** Of an event of which the parts are all that can be shown. */
  public Explanation(List<Contribution> contributions, TailProbability probability) {
    this(contributions, probability, Optional.empty());
  }

  /** The same with something to show. */
  public Explanation with(Evidence shown) {
    return new Explanation(contributions, probability, Optional.of(shown));
  }

  /** Where in the frame; empty where the event is none. */
  public Optional<Region> region() {
    return evidence.filter(Region.class::isInstance).map(Region.class::cast);
  }

  /**
   * Explains one event. Made for alerts, not for every event: allocates and sorts.
   *
   * @param names field names; the arrays run parallel to them // [fields]
   * @param observed what came
   * @param expected location of the prediction, in the fields' units
   * @param scale scale of the prediction, in the fields' units
   * @param surprise nats; NaN marks a missing field
   * @param topK how many contributions to keep at most, at least 1
   */
  public static Explanation of(
      List<String> names,
      double[] observed,
      double[] expected,
      double[] scale,
      double[] surprise,
      int topK,
      TailProbability probability) {
    int fields = names.size();
    requireLength(fields, observed.length, "observed");
    requireLength(fields, expected.length, "expected");
    requireLength(fields, scale.length, "scale");
    requireLength(fields, surprise.length, "surprise");
    if (topK < 1) {
      throw new IllegalArgumentException("topK must be at least 1, but is " + topK);
    }
    double total = total(surprise);
    List<Contribution> all = new ArrayList<>(fields);
    for (int f = 0; f < fields; f++) {
      if (!Double.isNaN(surprise[f])) {
        double share = total > 0 ? surprise[f] / total : 0;
        all.add(
            new Contribution(names.get(f), observed[f], expected[f], scale[f], surprise[f], share));
      }
    }
    all.sort(Comparator.comparingDouble(Contribution::surprise).reversed());
    return new Explanation(all.subList(0, Math.min(topK, all.size())), probability);
  }

  /**
   * One sentence: {@code cpu.user 97 (expected 12 ± 4), disk.write_bytes 8.1e7 (expected 2e5 ±
   * 1e5): 1 in 250,000 over 18,200 readings}.
   */
  public String text() {
    String parts =
        contributions.isEmpty()
            ? "no field present"
            : contributions.stream().map(Contribution::text).collect(Collectors.joining(", "));
    return evidence.map(shown -> shown.text(parts)).orElse(parts)
        + ": "
        + BriefNumber.oneIn(probability.p())
        + " over "
        + BriefNumber.count(probability.observations())
        + " "
        + evidence.map(Evidence::events).orElse("readings")
        + (probability.pooled() ? " of all entities" : "");
  }

  private static double total(double[] surprise) {
    double total = 0;
    for (double s : surprise) {
      total += Double.isNaN(s) ? 0 : s;
    }
    return total;
  }

  private static void requireLength(int fields, int length, String name) {
    if (length != fields) {
      throw new IllegalArgumentException(
          name + " has " + length + " values for " + fields + " fields");
    }
  }
}
