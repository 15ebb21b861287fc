package io.thalweg.streams.cli.demo.scene;

/**
 * Something that happens to a {@link Scene} during an interval of frames, and to nothing else of
 * it.
 *
 * @param kind what happens
 * @param begin first frame that shows it, 1 or more
 * @param end first frame that shows it no more, after {@code begin}
 */
public record SceneDisturbance(Kind kind, long begin, long end) {

  /** What can happen. */
  public enum Kind {
    /**
     * The objects are seen in the order of a clip played backwards: they jump to where they would
     * be at its end, run back, and jump again when it is over. Light and noise go on.
     */
    REVERSAL,
    /** A plain bright square lies in the picture, half of its height a side. */
    BLOCK,
    /** The camera sends the picture from before again and again, bit for bit. */
    FREEZE,
    /** Light falls on every pixel in addition. */
    FLASH
  }

  public SceneDisturbance {
    if (begin < 1 || end <= begin) {
      throw new IllegalArgumentException(
          "a disturbance needs 1 <= begin < end, but has " + begin + " and " + end);
    }
  }

  /** Whether a frame shows it. */
  public boolean covers(long frame) {
    return begin <= frame && frame < end;
  }
}
