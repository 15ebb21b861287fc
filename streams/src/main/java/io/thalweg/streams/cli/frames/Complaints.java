package io.thalweg.streams.cli.frames;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/**
 * Reads what a program writes to its standard error, all the time, since it would stop once nobody
 * does; the last lines are kept.
 */
final class Complaints {
  private static final int LINES = 3;
  private static final int LINE_CHARACTERS = 200;
  private static final long PATIENCE_MILLIS = 2_000;

  private final Deque<String> lines = new ArrayDeque<>();
  private final Thread reader;

  private Complaints(Process process) {
    reader = new Thread(() -> drain(process), "errors of " + process.pid());
    reader.setDaemon(true);
  }

  static Complaints of(Process process) {
    Complaints complaints = new Complaints(process);
    complaints.reader.start();
    return complaints;
  }

  /** The last lines, in one; waits a little for a program that has just ended. */
  String last() {
    try {
      reader.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (lines) {
      return lines.isEmpty()
          ? "it did not say why."
          : lines.stream().collect(Collectors.joining("; "));
    }
  }

  private void drain(Process process) {
    try (BufferedReader errors = process.errorReader()) {
      for (String line = errors.readLine(); line != null; line = errors.readLine()) {
        if (!line.isBlank()) {
          keep(line.strip());
        }
      }
    } catch (IOException e) {
      // The program was ended, and its pipe with it: there is nothing more to read.
    }
  }

  private void keep(String line) {
    synchronized (lines) {
      lines.add(line.substring(0, Math.min(LINE_CHARACTERS, line.length())));
      if (lines.size() > LINES) {
        lines.remove();
      }
    }
  }
}
