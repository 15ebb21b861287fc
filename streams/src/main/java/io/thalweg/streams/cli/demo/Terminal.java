package io.thalweg.streams.cli.demo;

import java.util.Locale;
import java.util.Map;

/**
 * What the output can show.
 *
 * @param live whether lines can be drawn over
 * @param columns width in characters, at least 20
 * @param unicode whether block characters can be shown
 * @param colour whether colours can be shown
 */
public record Terminal(boolean live, int columns, boolean unicode, boolean colour) {

  private static final int DEFAULT_COLUMNS = 80;
  private static final int LEAST_COLUMNS = 20;

  public Terminal {
    columns = Math.max(LEAST_COLUMNS, columns);
  }

  /**
   * Reads the environment.
   *
   * @param environment {@code TERM}, {@code COLUMNS}, {@code NO_COLOR} and the locale's variables
   * @param attached whether standard output is a terminal. The launcher knows it ({@code
   *     thalweg.tty}); {@code System.console()} does not: from Java 22 on it may be there for
   *     redirected output, and before it is missing when only the input is redirected
   * @param headless whether plain lines were asked for
   */
  public static Terminal detect(
      Map<String, String> environment, boolean attached, boolean headless) {
    boolean live =
        attached && !headless && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Terminal(
        live,
        columns(environment),
        isUtf8(environment),
        live && !environment.containsKey("NO_COLOR"));
  }

  private static int columns(Map<String, String> environment) {
    try {
      return Integer.parseInt(environment.getOrDefault("COLUMNS", ""));
    } catch (NumberFormatException notSaid) {
      return DEFAULT_COLUMNS;
    }
  }

  /** POSIX order: the first of the three that is set decides. */
  private static boolean isUtf8(Map<String, String> environment) {
    for (String variable : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String locale = environment.getOrDefault(variable, "");
      if (!locale.isEmpty()) {
        return locale.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
      }
    }
    return false;
  }
}
