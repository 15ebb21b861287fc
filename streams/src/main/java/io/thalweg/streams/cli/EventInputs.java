package io.thalweg.streams.cli;

import io.thalweg.streams.cli.frames.FrameInput;
import io.thalweg.streams.cli.frames.FrameTimes;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.decode.EventFile;
import io.thalweg.streams.decode.EventInput;
import io.thalweg.streams.decode.Modalities;
import io.thalweg.streams.decode.Modality;
import io.thalweg.streams.decode.TextFile;
import io.thalweg.streams.decode.TextModality;
import io.thalweg.streams.decode.VideoModality;
import io.thalweg.streams.topology.Formats;
import java.nio.file.Path;

/** What {@code --input} names, by the modality of the pipeline. */
public final class EventInputs {
  private EventInputs() {}

  /**
   * Looks at an input.
   *
   * @param input a file of records; of pictures a folder, a video or the address of a stream
   * @param startMillis when the first picture counts as taken
   * @param framesPerSecond how often one is taken
   * @throws ConfigurationException when it cannot be read, or events of the modality lie in no file
   */
  public static EventInput of(
      String input, PipelineConfig pipeline, long startMillis, double framesPerSecond) {
    Modality modality = Modalities.of(pipeline);
    if (modality instanceof VideoModality video) {
      return FrameInput.of(input, pipeline, video, times(startMillis, framesPerSecond));
    }
    if (modality instanceof TextModality text) {
      return TextFile.of(Path.of(input), Formats.of(pipeline).ownFields().orElseThrow(), text);
    }
    if (modality.ownFields().isPresent()) {
      throw new ConfigurationException(
          "modality is '%s', whose events lie in no file; allowed here are sensor, video and text."
              .formatted(pipeline.modality().type()));
    }
    return EventFile.inspect(Path.of(input), pipeline.source());
  }

  private static FrameTimes times(long startMillis, double framesPerSecond) {
    try {
      return new FrameTimes(startMillis, framesPerSecond);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("--fps: " + e.getMessage() + ".");
    }
  }
}
