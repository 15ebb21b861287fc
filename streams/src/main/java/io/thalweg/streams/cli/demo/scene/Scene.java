package io.thalweg.streams.cli.demo.scene;

import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureShape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A camera's view that never was: textured objects travel closed paths, each at its own speed and
 * some in front of others, over a textured ground; the light changes slowly, and the sensor is
 * noisy.
 *
 * <p>Frame t is a pure function of (seed, t) and of the disturbances asked for: colour, {@value
 * #HEIGHT} rows of {@value #WIDTH} pixels. Objects move up to some four pixels a frame, mostly much
 * more than noise changes a pixel: the next frame can be foreseen, and "as the last frame" is a
 * poor guess of it. A frame takes about a millisecond. Immutable and thread-safe.
 */
public final class Scene {
  static final int HEIGHT = 120;
  static final int WIDTH = 160;

  /** Frames of one round of each object; they share no factor, so no picture comes soon again. */
  private static final int[] PERIODS = {71, 83, 97, 113, 131};

  private static final int[] LOOPS = {1, 2, 1, 2, 1};

  /** Levels of standard deviation, of each channel of each pixel. */
  private static final double NOISE = 2;

  /** Light drifts by this part, up and down, in so many frames. */
  private static final double DRIFT = 0.08;

  private static final double DRIFT_PERIOD = 1500;

  private static final double FLASH = 70;
  private static final float BLOCK = 235;

  private final long seed;
  private final float[] ground; // [HEIGHT, WIDTH, 3]
  private final List<Moving> objects = new ArrayList<>();

  private record Moving(Sprite sprite, Orbit orbit) {}

  /** The scene of a seed. Takes a few tens of milliseconds. */
  public Scene(long seed) {
    this.seed = seed;
    SplittableRandom random = new SplittableRandom(Mix.of(seed));
    ground = ground(random.nextLong());
    for (int i = 0; i < PERIODS.length; i++) {
      objects.add(object(i, random));
    }
  }

  private static float[] ground(long seed) {
    ValueNoise relief = new ValueNoise(seed, 40, 4);
    ValueNoise tint = new ValueNoise(Mix.of(seed), 70, 2);
    float[] light = new float[HEIGHT * WIDTH * Canvas.CHANNELS];
    for (int pixel = 0; pixel < HEIGHT * WIDTH; pixel++) {
      int row = pixel / WIDTH;
      int column = pixel % WIDTH;
      double level = 110 + 90 * relief.at(column, row);
      double warm = 25 * tint.at(column, row);
      light[3 * pixel] = (float) (level + warm);
      light[3 * pixel + 1] = (float) level;
      light[3 * pixel + 2] = (float) (level - warm);
    }
    return light;
  }

  /** Objects are light and dark by turns: grey pictures show them, too. */
  private static Moving object(int index, SplittableRandom random) {
    double brightness = index % 2 == 0 ? 170 : 60;
    double[] colour = new double[Canvas.CHANNELS];
    for (int c = 0; c < colour.length; c++) {
      colour[c] = brightness + random.nextDouble(-35, 35);
    }
    Sprite sprite = new Sprite(random.nextLong(), 12 + 2 * index, colour, 75);
    Orbit orbit =
        new Orbit(
            WIDTH * random.nextDouble(0.4, 0.6),
            HEIGHT * random.nextDouble(0.4, 0.6),
            WIDTH * random.nextDouble(0.25, 0.38),
            HEIGHT * random.nextDouble(0.22, 0.36),
            PERIODS[index],
            LOOPS[index],
            random.nextDouble());
    return new Moving(sprite, orbit);
  }

  /** Height, width and channels of its frames. */
  public PictureShape shape() {
    return new PictureShape(HEIGHT, WIDTH, Canvas.CHANNELS);
  }

  /**
   * One frame.
   *
   * @param frame its number, 0 or more
   * @param disturbances what happens to the scene; those of other frames do not matter
   */
  public Picture frame(long frame, List<SceneDisturbance> disturbances) {
    long sent = frame;
    long objectsAt = frame;
    for (SceneDisturbance disturbance : disturbances) {
      if (disturbance.covers(frame)) {
        switch (disturbance.kind()) {
          case FREEZE -> sent = disturbance.begin() - 1;
          case REVERSAL -> objectsAt = disturbance.begin() + disturbance.end() - 1 - frame;
          default -> {}
        }
      }
    }
    return sent < frame
        ? frame(sent, disturbances)
        : new Picture(shape(), expose(frame, objectsAt, disturbances));
  }

  private byte[] expose(long frame, long objectsAt, List<SceneDisturbance> disturbances) {
    Canvas canvas = new Canvas(HEIGHT, WIDTH, ground.clone());
    for (Moving object : objects) {
      object.sprite().draw(canvas, object.orbit().xAt(objectsAt), object.orbit().yAt(objectsAt));
    }
    for (SceneDisturbance disturbance : disturbances) {
      if (disturbance.kind() == SceneDisturbance.Kind.BLOCK && disturbance.covers(frame)) {
        canvas.fill(HEIGHT / 4, WIDTH / 8, HEIGHT / 2, HEIGHT / 2, BLOCK);
      }
    }
    canvas.dim(1 + DRIFT * Math.sin(2 * Math.PI * frame / DRIFT_PERIOD));
    for (SceneDisturbance disturbance : disturbances) {
      if (disturbance.kind() == SceneDisturbance.Kind.FLASH && disturbance.covers(frame)) {
        canvas.brighten(FLASH);
      }
    }
    return canvas.sense(NOISE, new SplittableRandom(Mix.of(Mix.of(seed) + frame)));
  }
}
