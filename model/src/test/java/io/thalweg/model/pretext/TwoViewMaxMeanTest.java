package io.thalweg.model.pretext;

/** Maximum and mean side by side. */
final class TwoViewMaxMeanTest extends TwoViewTest {
  @Override
  Pool pool() {
    return Pool.MAX_MEAN;
  }
}
