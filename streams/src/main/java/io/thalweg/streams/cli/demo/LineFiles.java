package io.thalweg.streams.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of files, one file after the other, each read once; {@code .gz} is unpacked. Blank
 * lines are skipped, of a longer one the first {@value #LONGEST} characters are taken, and bytes
 * that are no UTF-8 become U+FFFD. One line is held at a time. Not thread-safe.
 */
final class LineFiles implements AutoCloseable {
  static final int LONGEST = 4096;

  private final Deque<Path> left;
  private @Nullable Reader in;
  private String entity = "";

  LineFiles(List<Path> files) {
    left = new ArrayDeque<>(files);
  }

  /** The next line, with its file's name as the component; empty after the last. */
  Optional<LogLine> next() {
    try {
      while (in != null || !left.isEmpty()) {
        Reader reader = in == null ? open() : in;
        Optional<String> line = readLine(reader);
        if (line.isEmpty()) {
          close();
        } else if (!line.get().isBlank()) {
          return Optional.of(new LogLine(entity, line.get().stripTrailing()));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reader open() throws IOException {
    Path path = left.remove();
    entity = path.getFileName().toString();
    InputStream bytes = Files.newInputStream(path);
    boolean packed = entity.toLowerCase(Locale.ROOT).endsWith(".gz");
    Reader opened =
        new BufferedReader(
            new InputStreamReader(
                packed ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8));
    in = opened;
    return opened;
  }

  /** Never holds more of a line than is taken of it. */
  private static Optional<String> readLine(Reader reader) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = reader.read();
    if (c < 0) {
      return Optional.empty();
    }
    for (; c >= 0 && c != '\n'; c = reader.read()) {
      if (line.length() < LONGEST) {
        line.append((char) c);
      }
    }
    return Optional.of(line.toString());
  }

  @Override
  public void close() throws IOException {
    if (in != null) {
      in.close();
      in = null;
    }
  }
}
