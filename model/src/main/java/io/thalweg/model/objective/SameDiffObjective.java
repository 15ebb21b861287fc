package io.thalweg.model.objective;

import java.util.SplittableRandom;

/**
 * Your own loss: written in ND4J's SameDiff, differentiated by it, and trained with any encoder.
 *
 * <p>The loss gives a value per target value; a row costs the mean over the values present. It is a
 * regression: the first {@code targetSize} values of a prediction row are the values expected. It
 * has no parameters of its own. NaN predictions must give NaN losses, as plain arithmetic does.
 *
 * <p>Cost: SameDiff interprets the graph; each operation costs 10 to 50 microseconds, forwards and
 * backwards, whatever its size, and allocates. A loss of five operations adds about half a
 * millisecond to a step: write one in Java when that matters. Deterministic on one machine with one
 * thread. Not thread-safe: a pass owns its graph.
 *
 * <p>Example: squared error is
 *
 * <pre>{@code
 * new SameDiffObjective(3, 3,
 *     (graph, prediction, target, present) -> graph.math().square(prediction.sub(target)));
 * }</pre>
 *
 * <p>To name it in a pipeline file, give it a {@link ObjectiveProvider}.
 */
public final class SameDiffObjective implements Regression {
  private final int targetSize;
  private final int predictionSize;
  private final SameDiffLoss loss;

  /**
   * @param targetSize values per target, at least 1
   * @param predictionSize values per prediction, at least targetSize
   * @param loss adds the loss to a graph
   */
  public SameDiffObjective(int targetSize, int predictionSize, SameDiffLoss loss) {
    this.targetSize = Sizes.positive("targetSize", targetSize);
    if (predictionSize < targetSize) {
      throw new IllegalArgumentException(
          "predictionSize must be at least targetSize %d, not %d"
              .formatted(targetSize, predictionSize));
    }
    this.predictionSize = predictionSize;
    this.loss = loss;
  }

  @Override
  public int targetSize() {
    return targetSize;
  }

  @Override
  public int predictionSize() {
    return predictionSize;
  }

  @Override
  public int parameterCount() {
    return 0;
  }

  @Override
  public void initialise(float[] parameters, int offset, SplittableRandom random) {}

  @Override
  public Pass newPass(int rows) {
    return new SameDiffPass(rows, targetSize, predictionSize, loss);
  }
}
