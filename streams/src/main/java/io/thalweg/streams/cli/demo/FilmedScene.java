package io.thalweg.streams.cli.demo;

import io.thalweg.streams.cli.demo.scene.JpegCamera;
import io.thalweg.streams.cli.demo.scene.Scene;
import io.thalweg.streams.cli.demo.scene.SceneDisturbance;
import io.thalweg.streams.cli.demo.scene.SceneDisturbance.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A camera before a generated {@link Scene}, which can be disturbed: once in every way there is, a
 * second each, the least surprising first, since after a flash the calibration has seen worse.
 *
 * <p>A frame's number is that of the event, so what is sent does not depend on time, but for where
 * the disturbances begin: in the middle of the next {@value #ROUND} frames, so that mostly this is
 * the same, too. Thread-safe.
 */
final class FilmedScene implements EventSource, Disturber {
  /** Key of its events. */
  static final String CAMERA = "camera-1";

  static final double HERTZ = 20;

  /** Frames that each disturbance lasts. */
  static final int LENGTH = 20;

  /** Frames from one disturbance to the next: enough for an incident to end. */
  static final long SLOT = 100;

  /**
   * Also from one version to the next: a change of version changes surprise a little, too, and
   * disturbances begin half way between two.
   */
  static final int ROUND = 100;

  private static final String BETWEEN = "disturbing the scene";

  private final Scene scene;
  private final Clock clock;
  private final JpegCamera camera = new JpegCamera();
  private final List<Incident> incidents = new ArrayList<>();
  private List<SceneDisturbance> script = List.of();
  private long next;

  /**
   * @param seed of the scene
   * @param clock that of the events
   */
  FilmedScene(long seed, Clock clock) {
    scene = new Scene(seed);
    this.clock = clock;
  }

  /** How long all disturbances take, with the quiet after each, from the first frame. */
  static Duration scripted() {
    return time(Kind.values().length * SLOT);
  }

  private static Duration time(long frames) {
    return Duration.ofMillis(Math.round(1000 * frames / HERTZ));
  }

  /** Films nothing: a frame that is not sent would be missing from the stream. */
  @Override
  public Observed observe() {
    return time -> Optional.of(new Event(CAMERA, film(time)));
  }

  private synchronized byte[] film(Instant time) {
    for (SceneDisturbance disturbance : script) {
      if (disturbance.begin() == next) {
        // Events carry milliseconds: an alert of this very frame must not seem to come before it.
        Instant onset = time.truncatedTo(ChronoUnit.MILLIS);
        incidents.add(new Incident(name(disturbance.kind()), onset, within(disturbance.kind())));
      }
    }
    return camera.send(scene.frame(next++, script));
  }

  /** A frame that was sent, once more: the same bytes. */
  synchronized byte[] again(long frame) {
    return camera.send(scene.frame(frame, script));
  }

  private static String name(Kind kind) {
    return switch (kind) {
      case BLOCK -> "block";
      case FREEZE -> "freeze";
      case FLASH -> "flash";
      case REVERSAL -> "reversal";
    };
  }

  /**
   * Half a second after its onset; a picture that stands still is nearly what "as the last frame"
   * expects, and shows when it is over and everything has jumped: half a second after that.
   */
  private static Duration within(Kind kind) {
    return time(kind == Kind.FREEZE ? LENGTH + 10 : 10);
  }

  /** Numbers of the frames sent so far: 0 to this, without it. */
  synchronized long sent() {
    return next;
  }

  /**
   * Begins in the middle of the next {@value #ROUND} frames, and takes as long as all of them take.
   */
  @Override
  public synchronized Running begin(Duration length) {
    long first = (next + ROUND / 2) / ROUND * ROUND + ROUND / 2;
    List<SceneDisturbance> planned = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      planned.add(new SceneDisturbance(kind, first, first + LENGTH));
      first += SLOT;
    }
    script = List.copyOf(planned);
    return new Filming(clock.instant(), first);
  }

  private final class Filming implements Running {
    private final Instant onset;
    private final long end;

    /**
     * @param end first frame after all of them, and the quiet after the last
     */
    Filming(Instant onset, long end) {
      this.onset = onset;
      this.end = end;
    }

    @Override
    public Instant onset() {
      return onset;
    }

    @Override
    public String title() {
      synchronized (FilmedScene.this) {
        return script.stream()
            .filter(disturbance -> disturbance.covers(next - 1))
            .map(disturbance -> title(disturbance.kind()))
            .findFirst()
            .orElse(BETWEEN);
      }
    }

    private static String title(Kind kind) {
      return BETWEEN
          + ": "
          + switch (kind) {
            case BLOCK -> "a block in the picture";
            case FREEZE -> "the picture stands still";
            case FLASH -> "a flash";
            case REVERSAL -> "everything runs backwards";
          };
    }

    @Override
    public List<Incident> incidents() {
      synchronized (FilmedScene.this) {
        return List.copyOf(incidents);
      }
    }

    @Override
    public boolean isOver() {
      return sent() >= end;
    }

    @Override
    public List<String> problems() {
      return List.of();
    }

    @Override
    public void close() {
      synchronized (FilmedScene.this) {
        script = script.stream().filter(d -> d.end() <= next).toList();
      }
    }
  }
}
