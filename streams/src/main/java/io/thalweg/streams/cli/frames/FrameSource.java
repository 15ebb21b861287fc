package io.thalweg.streams.cli.frames;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Frames one after the other, in the order they were taken. What cannot be a picture is not looked
 * at: that is the pipeline's to reject. One thread's.
 */
public interface FrameSource extends AutoCloseable {

  /**
   * The next frame, waiting for it where frames come from a camera; null after the last.
   *
   * @throws IOException when there should be more but it cannot be had, in one sentence
   */
  @Nullable Frame next() throws IOException;

  /** Lets go of files and processes. */
  @Override
  void close();
}
