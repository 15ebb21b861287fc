package io.thalweg.streams.cli.bench.text;

import java.util.SplittableRandom;

/**
 * A log without an end: lines of a few dozen templates, each with its own frequency, with numbers,
 * paths and addresses that never come again, and a name in every third line that is new as well.
 * The templates change as the years go by: one in {@value #LINES_A_TEMPLATE} lines is replaced.
 * Deterministic; a line costs its characters.
 */
final class EndlessLines {
  private static final int TEMPLATES = 40;
  private static final int LINES_A_TEMPLATE = 20_000;
  private static final long SEED = 12;
  private static final String[] VERBS = {
    "opened", "closed", "read", "wrote", "dropped", "retried", "moved", "checked"
  };

  private final SplittableRandom random = new SplittableRandom(SEED);
  private long lines;

  /** The next line. */
  String next() {
    // The square makes some templates frequent and others rare.
    double skewed = random.nextDouble() * random.nextDouble();
    long template = (long) (skewed * TEMPLATES) + lines / LINES_A_TEMPLATE;
    lines++;
    String verb = VERBS[(int) (template % VERBS.length)];
    return switch ((int) (template % 3)) {
      case 0 -> "unit%d %s /data/%d/%d.log".formatted(template, verb, template, lines);
      case 1 -> "%s topic-%d for user %s".formatted(verb, template, name());
      default ->
          "%s %d bytes from 10.0.%d.%d:%d in service%d"
              .formatted(
                  verb,
                  random.nextInt(100_000),
                  random.nextInt(256),
                  random.nextInt(256),
                  random.nextInt(60_000),
                  template);
    };
  }

  private String name() {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      name.append((char) ('a' + random.nextInt(26)));
    }
    return name.toString();
  }
}
