package io.thalweg.streams.decode;

import io.thalweg.model.picture.PictureDecoder;
import io.thalweg.model.picture.PictureException;
import io.thalweg.model.picture.PictureLimits;
import io.thalweg.model.picture.PictureShape;

/** Reads a picture and brings it to the pipeline's shape. */
final class PictureBody implements GuardedDecoder.Body {
  private final PictureShape shape;
  private final EventAssembly assembly;
  private final PictureDecoder decoder = new PictureDecoder(PictureLimits.DEFAULT);

  PictureBody(PictureShape shape, EventAssembly assembly) {
    this.shape = shape;
    this.assembly = assembly;
  }

  @Override
  public void read(byte[] value) throws Rejection {
    try {
      assembly.picture(decoder.decode(value, shape));
    } catch (PictureException e) {
      throw new Rejection(RejectReason.MALFORMED, String.valueOf(e.getMessage()));
    }
  }
}
