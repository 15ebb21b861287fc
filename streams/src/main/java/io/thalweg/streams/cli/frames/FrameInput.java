package io.thalweg.streams.cli.frames;

import io.thalweg.model.picture.PictureShape;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.decode.Decoded;
import io.thalweg.streams.decode.EventDecoder;
import io.thalweg.streams.decode.EventInput;
import io.thalweg.streams.decode.FileEvent;
import io.thalweg.streams.decode.FileEvents;
import io.thalweg.streams.decode.VideoModality;
import io.thalweg.streams.topology.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The pictures of a folder, or the frames of a video or of a stream's address, as the events of one
 * camera, which goes by the pipeline's name.
 */
public final class FrameInput implements EventInput {
  private static final byte[] NO_KEY = {};

  private final String input;
  private final SourceConfig source;
  private final VideoModality modality;
  private final FrameTimes times;

  private FrameInput(String input, SourceConfig source, VideoModality modality, FrameTimes times) {
    this.input = input;
    this.source = source;
    this.modality = modality;
    this.times = times;
  }

  /**
   * Looks whether there is something.
   *
   * @throws ConfigurationException when a folder has no pictures
   */
  public static FrameInput of(
      String input, PipelineConfig pipeline, VideoModality modality, FrameTimes times) {
    SourceConfig source = Formats.of(pipeline).ownFields().orElseThrow();
    FrameInput frames = new FrameInput(input, source, modality, times);
    try {
      if (frames.isFolder()) {
        FolderFrames.open(Path.of(input), times).close();
      }
      return frames;
    } catch (IOException e) {
      throw new ConfigurationException(String.valueOf(e.getMessage()));
    }
  }

  private boolean isFolder() {
    try {
      return Files.isDirectory(Path.of(input));
    } catch (InvalidPathException e) {
      return false; // an address may hold what names of files may not
    }
  }

  @Override
  public SourceConfig source() {
    return source;
  }

  /** Of a folder its pictures are counted; a video is read to its end. */
  @Override
  public long count() throws IOException {
    if (isFolder()) {
      try (FolderFrames folder = FolderFrames.open(Path.of(input), times)) {
        return folder.size();
      }
    }
    long count = 0;
    try (FrameSource frames = video()) {
      while (frames.next() != null) {
        count++;
      }
    }
    return count;
  }

  private FrameSource video() throws IOException {
    PictureShape shape = modality.shape();
    return FfmpegFrames.open(input, shape, times);
  }

  @Override
  public FileEvents open(String pipeline) throws IOException {
    EventDecoder decoder = modality.decoder(source, pipeline, null);
    if (isFolder()) {
      FolderFrames folder = FolderFrames.open(Path.of(input), times);
      return new Events(folder, decoder, folder.size());
    }
    return new Events(video(), decoder, Double.NaN);
  }

  /** Frames decoded. */
  private static final class Events implements FileEvents {
    private final FrameSource frames;
    private final EventDecoder decoder;
    private final double size;
    private long row;

    /**
     * @param size frames in all, NaN where that is not known
     */
    Events(FrameSource frames, EventDecoder decoder, double size) {
      this.frames = frames;
      this.decoder = decoder;
      this.size = size;
    }

    @Override
    public Optional<FileEvent> next() throws IOException {
      Frame frame = frames.next();
      if (frame == null) {
        return Optional.empty();
      }
      Decoded decoded = decoder.decode(NO_KEY, frame.bytes(), frame.timestampMillis(), 0, row);
      return Optional.of(new FileEvent(row++, frame.bytes(), decoded));
    }

    @Override
    public double progress() {
      return row / size;
    }

    @Override
    public void close() {
      frames.close();
    }
  }
}
