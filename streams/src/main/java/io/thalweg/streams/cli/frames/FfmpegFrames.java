package io.thalweg.streams.cli.frames;

import io.thalweg.model.picture.PictureShape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a video file or a stream address, which the {@code ffmpeg} program reads, scales
 * and hands over as PGM or PPM through a pipe.
 *
 * <p>Why a program: every Java binding of it brings native libraries that do not go with those of
 * ND4J. It is started without a shell, so an address is one argument whatever is in it; one that
 * {@code ffmpeg} could take for an option is refused. A file that exists is opened as a file, even
 * if its name looks like an address.
 *
 * <p>The program waits when frames are not taken, and ends with {@link #close()}. What it complains
 * about is in the message of the exception when it fails.
 */
public final class FfmpegFrames implements FrameSource {
  private static final String PROGRAM = "ffmpeg";
  private static final long PATIENCE_SECONDS = 2;

  private final String address;
  private final Process process;
  private final Complaints complaints;
  private final InputStream pipe;
  private final byte[] header;
  private final int frameBytes;
  private final FrameTimes times;
  private long frames;

  private FfmpegFrames(String address, Process process, PictureShape shape, FrameTimes times) {
    this.address = address;
    this.process = process;
    this.times = times;
    this.complaints = Complaints.of(process);
    this.pipe = process.getInputStream();
    this.header = header(shape);
    this.frameBytes = header.length + shape.values();
  }

  /**
   * Starts the program.
   *
   * @param address a file, or whatever else {@code ffmpeg} reads: {@code rtsp://...}, {@code
   *     http://...}
   * @param shape the size and colour frames are brought to
   * @param times frames a second that are taken, by leaving out or repeating, and when they begin
   * @throws IOException when the program is not installed, or the address begins with a dash
   */
  public static FfmpegFrames open(String address, PictureShape shape, FrameTimes times)
      throws IOException {
    return open(PROGRAM, address, shape, times);
  }

  static FfmpegFrames open(String program, String address, PictureShape shape, FrameTimes times)
      throws IOException {
    if (address.isBlank() || address.startsWith("-")) {
      throw new IOException(
          "'%s' is neither a video file nor a stream address.".formatted(address));
    }
    ProcessBuilder builder = new ProcessBuilder(command(program, address, shape, times));
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new IOException(
          "Videos need the program %s, which cannot be started (is it installed?); "
                  .formatted(program)
              + "a folder of pictures needs nothing.",
          e);
    }
    return new FfmpegFrames(address, process, shape, times);
  }

  private static List<String> command(
      String program, String address, PictureShape shape, FrameTimes times) {
    boolean grey = shape.channels() == PictureShape.GREY;
    return List.of(
        program,
        "-nostdin",
        "-hide_banner",
        "-loglevel",
        "error",
        "-i",
        isFile(address) ? "file:" + address : address,
        "-an",
        "-sn",
        "-dn",
        "-vf",
        "fps=%s,scale=%d:%d".formatted(times.framesPerSecond(), shape.width(), shape.height()),
        "-pix_fmt",
        grey ? "gray" : "rgb24",
        "-f",
        "image2pipe",
        "-c:v",
        grey ? "pgm" : "ppm",
        "-");
  }

  private static boolean isFile(String address) {
    try {
      return Files.exists(Path.of(address));
    } catch (InvalidPathException e) {
      return false; // an address may hold what names of files may not
    }
  }

  /** What every frame begins with. */
  private static byte[] header(PictureShape shape) {
    String magic = shape.channels() == PictureShape.GREY ? "P5" : "P6";
    return "%s\n%d %d\n255\n"
        .formatted(magic, shape.width(), shape.height())
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public @Nullable Frame next() throws IOException {
    byte[] bytes = pipe.readNBytes(frameBytes);
    if (bytes.length == 0) {
      requireGoodEnd();
      return null;
    }
    if (bytes.length < frameBytes) {
      throw failure("ended within frame %d".formatted(frames));
    }
    if (!Arrays.equals(bytes, 0, header.length, header, 0, header.length)) {
      throw failure("gave no frames of the size it was asked for");
    }
    Frame frame = new Frame(bytes, times.millisOf(frames), "frame " + frames);
    frames++;
    return frame;
  }

  private void requireGoodEnd() throws IOException {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw failure("closed its output but did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the end of a video", e);
    }
    if (process.exitValue() != 0) {
      throw failure("ended with code " + process.exitValue());
    }
    if (frames == 0) {
      throw failure("found no frame");
    }
  }

  private IOException failure(String what) {
    return new IOException(
        "%s %s while reading %s: %s".formatted(PROGRAM, what, address, complaints.last()));
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
