package io.thalweg.model.evaluate;

import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureShape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * What an evaluation adds to a film of a camera that shows nothing unusual: events whose place is
 * known, so that alerts can be counted without labels.
 *
 * <p>Frames are counted from 0; of {@code n} frames the events begin at these, all in the second
 * half. A film of 1,200 frames has them at 640, 760, 880 and 1,000.
 *
 * <ul>
 *   <li>{@code 16/30 n}: {@link Kind#BLOCK}, for 20 frames a square of grey {@value #BLOCK_GREY}, a
 *       quarter of the sides, a little left and above of the middle;
 *   <li>{@code 19/30 n}: {@link Kind#FREEZE}, for 20 frames the frame before;
 *   <li>{@code 22/30 n}: {@link Kind#FLASH}, one frame brighter by {@value #FLASH_LEVELS};
 *   <li>{@code 25/30 n}: {@link Kind#REVERSED}, 40 frames in the reverse order.
 * </ul>
 *
 * <p>One place may be lucky: the film can be disturbed once more with all of them moved by {@code
 * n/24} frames ({@value #FIRST_SHIFT} to {@value #LAST_SHIFT} times).
 *
 * <p>Immutable, thread-safe, deterministic.
 */
public final class InjectedEvents {
  static final int BLOCK_GREY = 218;
  static final int FLASH_LEVELS = 60;

  /** Least number of times that events can be moved. */
  public static final int FIRST_SHIFT = -1;

  /** Most times that events can be moved. */
  public static final int LAST_SHIFT = 2;

  private static final int LEAST_FRAMES = 1_200;

  /** What is injected. */
  public enum Kind {
    BLOCK(16, 20),
    FREEZE(19, 20),
    FLASH(22, 1),
    REVERSED(25, 40);

    private final int thirtieth;
    private final int length;

    Kind(int thirtieth, int length) {
      this.thirtieth = thirtieth;
      this.length = length;
    }
  }

  /**
   * One event.
   *
   * @param kind what
   * @param first its first frame
   * @param length its frames
   */
  public record Event(Kind kind, int first, int length) {

    /** Whether a frame is one of them. */
    public boolean covers(int frame) {
      return frame >= first && frame < first + length;
    }

    /** Whether a frame is one of them, or one of so many after them. */
    public boolean reaches(int frame, int after) {
      return frame >= first && frame < first + length + after;
    }
  }

  private final List<Event> events;

  private InjectedEvents(List<Event> events) {
    this.events = events;
  }

  /** Nothing: the film as it is. */
  public static InjectedEvents none() {
    return new InjectedEvents(List.of());
  }

  /**
   * One of each kind.
   *
   * @param frames of the film, at least {@value #LEAST_FRAMES}: in a shorter one an incident would
   *     not be over, with its cool-down of ten seconds, when the next event begins
   * @param shift how often they are moved by a 24th of the film
   */
  public static InjectedEvents into(int frames, int shift) {
    if (shift < FIRST_SHIFT || shift > LAST_SHIFT) {
      throw new IllegalArgumentException(
          "shift must be in [%d, %d], not %d".formatted(FIRST_SHIFT, LAST_SHIFT, shift));
    }
    if (frames < LEAST_FRAMES) {
      throw new IllegalArgumentException(
          "%d frames are too few, at least %d are needed".formatted(frames, LEAST_FRAMES));
    }
    return new InjectedEvents(
        List.of(Kind.values()).stream()
            .map(kind -> new Event(kind, first(frames, kind) + shift * (frames / 24), kind.length))
            .toList());
  }

  private static int first(int frames, Kind kind) {
    return frames * kind.thirtieth / 30;
  }

  /** All, in their order. */
  public List<Event> events() {
    return events;
  }

  /** The event a frame belongs to. */
  public Optional<Event> at(int frame) {
    return events.stream().filter(event -> event.covers(frame)).findFirst();
  }

  /**
   * A frame of the film with the events in it.
   *
   * @param film its frames as they are, by number; pictures are not modified
   */
  public Picture frame(int index, IntFunction<Picture> film) {
    Optional<Event> found = at(index);
    if (found.isEmpty()) {
      return film.apply(index);
    }
    Event event = found.get();
    return switch (event.kind()) {
      case BLOCK -> block(film.apply(index));
      case FREEZE -> film.apply(event.first() - 1);
      case FLASH -> flash(film.apply(index));
      case REVERSED -> film.apply(2 * event.first() + event.length() - 1 - index);
    };
  }

  private static Picture block(Picture picture) {
    PictureShape shape = picture.shape();
    byte[] pixels = picture.pixels().clone();
    int top = shape.height() * 5 / 16;
    int left = shape.width() * 3 / 8;
    int run = shape.width() / 4 * shape.channels();
    for (int y = top; y < top + shape.height() / 4; y++) {
      int at = (y * shape.width() + left) * shape.channels();
      Arrays.fill(pixels, at, at + run, (byte) BLOCK_GREY);
    }
    return new Picture(shape, pixels);
  }

  private static Picture flash(Picture picture) {
    byte[] pixels = picture.pixels().clone();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) Math.min(255, (pixels[i] & 0xff) + FLASH_LEVELS);
    }
    return new Picture(picture.shape(), pixels);
  }
}
