package io.thalweg.streams.decode;

import io.thalweg.model.item.Content;
import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureDecoder;
import io.thalweg.model.picture.PictureException;
import io.thalweg.model.picture.PictureLimits;
import io.thalweg.model.picture.PictureScaler;
import io.thalweg.model.picture.PictureShape;
import io.thalweg.schema.AvroDecodingException;
import io.thalweg.schema.VideoFrame;
import io.thalweg.schema.VideoFrames;

/**
 * Reads a picture and brings it to the pipeline's shape: an image file, or a {@code VideoFrame},
 * which also says when it was taken and may name its camera. The first bytes tell them apart.
 */
final class PictureBody implements GuardedDecoder.Body {
  private final PictureShape shape;
  private final EventAssembly assembly;
  private final PictureDecoder files = new PictureDecoder(PictureLimits.DEFAULT);
  private final VideoFrames frames = new VideoFrames();
  private final PictureScaler scaler = new PictureScaler();

  PictureBody(PictureShape shape, EventAssembly assembly) {
    this.shape = shape;
    this.assembly = assembly;
  }

  @Override
  public void read(byte[] value) throws Rejection {
    try {
      if (VideoFrames.recognises(value)) {
        take(frames.decode(value));
      } else {
        assembly.content(new Content.Image(files.decode(value, shape)));
      }
    } catch (PictureException | AvroDecodingException e) {
      throw new Rejection(RejectReason.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  private void take(VideoFrame frame) throws Rejection {
    PictureShape size = new PictureShape(frame.getHeight(), frame.getWidth(), frame.getChannels());
    Picture own = new Picture(size, VideoFrames.pixels(frame));
    assembly.content(new Content.Image(scaler.scale(own, shape)));
    assembly.timestamp(frame.getTimestamp().toEpochMilli());
    if (frame.getCamera() != null) {
      assembly.entity(frame.getCamera());
    }
  }
}
