package io.thalweg.model.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Lines of text files, one after the other, without ever holding a file in memory: plain ones,
 * gzipped ones ({@code .gz}), all files of an archive ({@code .zip}, in its order) and of a folder
 * and what is below it (in the order of their paths, by character; hidden ones are left out).
 *
 * <p>Lines are UTF-8; one that is not is read as ISO-8859-1, in which every byte is a character,
 * and counted. A line of more than 1 MiB is cut, at a blank if there is one, and counted. Files
 * that hold a zero byte near their beginning are no text: they are left out and counted. Archives
 * inside of archives are not opened. Memory: some 200 KB, and up to 1 MiB for a long line. For one
 * thread.
 */
public final class TextLines {
  private static final int BUFFER = 1 << 16;

  /** Told of every line, without its end. */
  @FunctionalInterface
  public interface Visitor {
    /** One more. */
    void line(String line);
  }

  /**
   * What was read.
   *
   * @param files of text
   * @param lines in them
   * @param notUtf8 lines read as ISO-8859-1
   * @param cut times a line was cut
   * @param binary files left out
   */
  public record Tally(long files, long lines, long notUtf8, long cut, long binary) {
    static final Tally NONE = new Tally(0, 0, 0, 0, 0);

    Tally plus(Tally other) {
      return new Tally(
          files + other.files,
          lines + other.lines,
          notUtf8 + other.notUtf8,
          cut + other.cut,
          binary + other.binary);
    }
  }

  private final List<Path> files;
  private final long bytes;
  private long done;
  private CountedStream current;

  private TextLines(List<Path> files, long bytes) {
    this.files = files;
    this.bytes = bytes;
    current = new CountedStream(InputStream.nullInputStream());
  }

  /**
   * Finds the files.
   *
   * @param inputs files and folders, in order
   * @throws IOException with one sentence when there is none
   */
  public static TextLines of(List<Path> inputs) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path input : inputs) {
      if (Files.isDirectory(input)) {
        addAll(input, files);
      } else if (Files.isReadable(input)) {
        files.add(input);
      } else {
        throw new IOException("%s is no file and no folder that can be read".formatted(input));
      }
    }
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return new TextLines(List.copyOf(files), bytes);
  }

  private static void addAll(Path folder, List<Path> files) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> found =
          all.filter(file -> Files.isRegularFile(file) && !isHidden(folder.relativize(file)))
              .toList();
      if (found.isEmpty()) {
        throw new IOException("%s holds no file".formatted(folder));
      }
      found.stream().sorted(Comparator.comparing(Path::toString)).forEach(files::add);
    }
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  /** Share of the bytes on disk that have been read, in [0, 1]. */
  public double share() {
    return bytes == 0 ? 1 : Math.min(1, (done + current.count()) / (double) bytes);
  }

  /** Reads all lines; may be called again. */
  public Tally read(Visitor visitor) throws IOException {
    done = 0;
    Tally tally = Tally.NONE;
    for (Path file : files) {
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      try {
        tally = tally.plus(name.endsWith(".zip") ? zip(file, visitor) : one(file, name, visitor));
      } catch (ZipException e) {
        throw new IOException("%s is damaged: %s".formatted(file, e.getMessage()), e);
      }
      current = new CountedStream(InputStream.nullInputStream());
      done += Files.size(file);
    }
    return tally;
  }

  private Tally one(Path file, String name, Visitor visitor) throws IOException {
    try (CountedStream raw = new CountedStream(Files.newInputStream(file))) {
      current = raw;
      return lines(name.endsWith(".gz") ? new GZIPInputStream(raw, BUFFER) : raw, visitor);
    }
  }

  private Tally zip(Path file, Visitor visitor) throws IOException {
    Tally tally = Tally.NONE;
    long before = done;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (!entry.isDirectory()) {
          try (InputStream in = zip.getInputStream(entry)) {
            tally = tally.plus(lines(in, visitor));
          }
          done += entry.getCompressedSize();
        }
      }
    }
    done = before;
    return tally;
  }

  private static Tally lines(InputStream in, Visitor visitor) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
    return new LineReader(buffered, visitor).read();
  }
}
