package io.thalweg.model.pretext;

/** Pooled by maximum, straight into the objective. */
final class TwoViewMaxTest extends TwoViewTest {
  @Override
  Pool pool() {
    return Pool.MAX;
  }

  @Override
  int layers() {
    return 0;
  }
}
