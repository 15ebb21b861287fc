package io.thalweg.model.encoder;

/** Networks of DL4J keep every promise of an encoder but one: DL4J allocates in every call. */
abstract class Dl4jContract extends EncoderContract {
  private static final long MOST_BYTES = 8 << 20;

  @Override
  long mostBytesPerPass() {
    return MOST_BYTES;
  }

  @Override
  long mostBytesPerStep() {
    return MOST_BYTES;
  }
}
