package io.thalweg.model.encoder;

/** Positions that are learned, of which a sequence uses all but one. */
final class TransformerLearnedPositionsTest extends TransformerBidirectionalTest {
  @Override
  Positions ownPositions() {
    return new Positions.Learned(7);
  }
}
