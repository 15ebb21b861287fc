package io.thalweg.model.serve;

/**
 * The event a {@link Watcher} has scored last, beside what was expected of it: for evaluation. All
 * three arrays are {@code [fields]}, in the fields' own units (counters as rates), and overwritten
 * by the next scored event.
 *
 * @param last the entity's reading before: what persistence expects; meaningless where {@code mean}
 *     is NaN
 * @param mean the forecast of least squared error; NaN for a field that has no scale yet
 * @param observed what came; NaN where missing
 */
public record OneStep(double[] last, double[] mean, double[] observed) {
  OneStep(int fields) {
    this(new double[fields], new double[fields], new double[fields]);
  }
}
