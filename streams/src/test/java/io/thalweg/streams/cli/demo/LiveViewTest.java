package io.thalweg.streams.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.streams.cli.demo.DemoStatus.Alert;
import io.thalweg.streams.cli.demo.DemoStatus.Phase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LiveViewTest {

  private static final Alert ALERT =
      new Alert(
          Duration.ofSeconds(61),
          2e-7,
          List.of("cpu.user", "load.1", "a", "b", "c"),
          Phase.DISTURBANCE);
  private static final Terminal PIPE = new Terminal(false, 80, true, false);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, false, UTF_8);

  @Test
  void detect_terminal_isLiveAsWideAsItSays() {
    Terminal terminal =
        Terminal.detect(
            Map.of("TERM", "xterm", "COLUMNS", "123", "LANG", "en_US.UTF-8"), true, false);

    assertThat(terminal).isEqualTo(new Terminal(true, 123, true, true));
  }

  @Test
  void detect_notATerminalOrHeadlessOrDumb_isNotLive() {
    Map<String, String> xterm = Map.of("TERM", "xterm");

    assertThat(Terminal.detect(xterm, false, false).live()).isFalse();
    assertThat(Terminal.detect(xterm, true, true).live()).isFalse();
    assertThat(Terminal.detect(Map.of("TERM", "dumb"), true, false).live()).isFalse();
    assertThat(Terminal.detect(Map.of(), true, false).live()).isFalse();
  }

  @Test
  void detect_noColorAndPlainLocale_haveNeitherColourNorBlocks() {
    Terminal terminal =
        Terminal.detect(
            Map.of("TERM", "xterm", "NO_COLOR", "1", "LC_ALL", "C", "LANG", "en_US.UTF-8"),
            true,
            false);

    assertThat(terminal).isEqualTo(new Terminal(true, 80, false, false));
  }

  @Test
  void plain_severalStatuses_printsOnFirstChangeOfPhaseAndEveryFewSeconds() {
    try (LiveView view = LiveView.of(PIPE, out)) {
      view.show(status(0, Phase.STARTING));
      view.show(status(1, Phase.STARTING));
      view.show(status(2, Phase.WARMING_UP));
      view.show(status(6, Phase.WARMING_UP));
      view.show(status(7, Phase.WARMING_UP));
    }

    assertThat(written().lines())
        .extracting(line -> line.substring(0, 4))
        .containsExactly("0:00", "0:02", "0:07");
    assertThat(written()).doesNotContain("\033");
  }

  @Test
  void plain_newAlert_printsItOnceAtOnce() {
    try (LiveView view = LiveView.of(PIPE, out)) {
      view.show(status(60, Phase.DISTURBANCE));
      view.show(status(61, Phase.DISTURBANCE, ALERT));
      view.show(status(62, Phase.DISTURBANCE, ALERT));
    }

    assertThat(written().lines().filter(line -> line.contains("p=")))
        .containsExactly("1:01 alert p=2.0e-07 cpu.user, load.1, a, b");
  }

  @Test
  void plain_lossKnown_showsItBesideTheBaseline() {
    try (LiveView view = LiveView.of(PIPE, out)) {
      view.show(status(10, Phase.QUIET));
    }

    assertThat(written())
        .contains("loss 0.300, same as last reading 0.500, ratio 0.60")
        .contains("snapshot published v3, serving none");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 37, 60, 80, 200})
  void frame_anyWidth_staysInItAndKeepsItsHeight(int columns) {
    StatusFrame frame = new StatusFrame(new Terminal(true, columns, true, false));

    List<String> without = frame.lines(status(10, Phase.STARTING));
    List<String> with =
        frame.lines(status(90, Phase.DISTURBANCE, ALERT, ALERT, ALERT, ALERT, ALERT));

    assertThat(Stream.concat(without.stream(), with.stream()))
        .allMatch(line -> line.length() <= columns);
    assertThat(with).hasSameSizeAs(without);
  }

  @Test
  void frame_halfWay_fillsHalfTheBar() {
    StatusFrame frame = new StatusFrame(new Terminal(true, 80, false, false));

    String bar = frame.lines(status(45, Phase.QUIET)).get(1);

    assertThat(bar).isEqualTo("[" + "#".repeat(28) + ".".repeat(28) + "]  50 % 0:45 of 1:30");
  }

  @Test
  void ansi_secondStatus_isDrawnOverTheFirst() {
    Terminal terminal = new Terminal(true, 80, true, true);
    int rows = new StatusFrame(terminal).lines(status(1, Phase.QUIET)).size();
    try (LiveView view = LiveView.of(terminal, out)) {
      view.show(status(1, Phase.QUIET));
      view.show(status(2, Phase.QUIET));
    }

    assertThat(written()).containsOnlyOnce("\033[" + rows + "A\r");
    assertThat(written().lines().filter(line -> line.endsWith("\033[K"))).hasSize(2 * rows);
    assertThat(written()).as("never blanked").doesNotContain("\033[2J").doesNotContain("\033[J");
  }

  @Test
  void ansi_closed_restoresTheTerminalOnce() {
    LiveView view = LiveView.of(new Terminal(true, 80, true, true), out);
    view.show(status(1, Phase.QUIET));
    view.close();
    view.close();
    view.show(status(2, Phase.QUIET));

    assertThat(written())
        .startsWith("\033[?25l\033[?7l")
        .endsWith("\033[?7h\033[?25h")
        .containsOnlyOnce("\033[?25h");
  }

  private String written() {
    return bytes.toString(UTF_8);
  }

  private static DemoStatus status(int seconds, Phase phase, Alert... alerts) {
    return new DemoStatus(
        phase,
        phase.name(),
        Duration.ofSeconds(seconds),
        Duration.ofSeconds(90),
        seconds * 20L,
        20,
        seconds * 20L,
        20,
        OptionalDouble.of(0.3),
        OptionalDouble.of(0.5),
        "same as last reading",
        OptionalLong.of(3),
        OptionalLong.empty(),
        List.of(alerts));
  }
}
