package io.thalweg.streams.cli.frames;

/**
 * When the frames of a source count as taken: evenly from a start.
 *
 * @param startMillis time of the first frame, milliseconds since 1970-01-01 UTC
 * @param framesPerSecond 0.001 to 1,000
 */
public record FrameTimes(long startMillis, double framesPerSecond) {
  private static final double LEAST = 0.001;
  private static final double MOST = 1_000;

  /** Checks the rate. */
  public FrameTimes {
    if (!(framesPerSecond >= LEAST && framesPerSecond <= MOST)) {
      throw new IllegalArgumentException(
          "frames per second must be %s to %.0f, not %s".formatted(LEAST, MOST, framesPerSecond));
    }
  }

  /** Time of a frame, counted from 0, to the nearest millisecond: rounding does not add up. */
  public long millisOf(long frame) {
    return startMillis + Math.round(frame * 1_000 / framesPerSecond);
  }
}
