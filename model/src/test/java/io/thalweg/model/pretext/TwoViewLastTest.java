package io.thalweg.model.pretext;

/** The last shown position's embedding, one linear layer. */
final class TwoViewLastTest extends TwoViewTest {
  @Override
  Pool pool() {
    return Pool.LAST;
  }

  @Override
  int layers() {
    return 1;
  }
}
