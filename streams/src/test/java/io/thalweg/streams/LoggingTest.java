package io.thalweg.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.spi.SLF4JServiceProvider;

class LoggingTest {
  @TempDir private Path logs;

  @Test
  void classPath_slf4j_hasOneBackend() {
    assertThat(ServiceLoader.load(SLF4JServiceProvider.class))
        .singleElement()
        .extracting(provider -> provider.getClass().getName())
        .asString()
        .startsWith("org.apache.logging");
  }

  @Test
  void configuration_manyVoices_onlyOurErrorsReachTheTerminal() throws Exception {
    String terminal =
        terminalOf(
            context -> {
              context.getLogger("io.thalweg.streams.x").error("ours", new Exception("trace"));
              context.getLogger("io.thalweg.streams.x").warn("our warning");
              context.getLogger("org.apache.kafka.x").error("theirs");
              context.getLogger("org.apache.kafka.x").info("chatter");
            });

    assertThat(terminal.lines()).containsExactly("ours");
    assertThat(Files.readString(logs.resolve("thalweg.log")))
        .contains("ours", "Exception: trace", "our warning", "theirs")
        .doesNotContain("chatter");
  }

  @Test
  void configuration_nothingLogged_leavesNoFile() throws Exception {
    terminalOf(context -> context.getLogger("org.apache.kafka.x").info("chatter"));

    assertThat(logs).isEmptyDirectory();
  }

  /** What the program's own configuration, in a context of its own, prints on the error stream. */
  private String terminalOf(Consumer<LoggerContext> speech) throws Exception {
    String property = "thalweg.log.dir";
    String before = System.getProperty(property);
    PrintStream err = System.err;
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    System.setProperty(property, logs.toString());
    System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
    try {
      LoggerContext context =
          Configurator.initialize(
              "test", null, LoggingTest.class.getResource("/log4j2.xml").toURI());
      speech.accept(context);
      Configurator.shutdown(context);
    } finally {
      System.setErr(err);
      if (before == null) {
        System.clearProperty(property);
      } else {
        System.setProperty(property, before);
      }
    }
    return captured.toString(StandardCharsets.UTF_8);
  }
}
