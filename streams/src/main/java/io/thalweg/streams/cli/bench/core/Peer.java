package io.thalweg.streams.cli.bench.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * libtorch in a JVM of its own, since it needs another JavaCPP than ND4J. It is there when the
 * module {@code peers} was built ({@code ./mvnw -Ppeers ...}); nothing of it is on this class path.
 *
 * <p>Requests are lines of words, answers are lines of JSON:
 *
 * <pre>{@code
 * {"version":"2.10.0"}                    first, when it is ready
 * load gru step 38 64 32 32      ->       {"loaded":"gru step"}
 * run 500                        ->       {"nanos":2391000}      of the network last loaded
 * }</pre>
 *
 * <p>It times itself, so the way between the processes is in no figure. One thread on either side,
 * and only one of the two works at a time. Not thread-safe.
 */
final class Peer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MAIN = "io.thalweg.peers.Libtorch";

  private final Process process;
  private final PrintWriter requests;
  private final BufferedReader answers;
  private final String version;

  private Peer(Process process) {
    this.process = process;
    requests = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    version = answer("version").asText();
  }

  /**
   * Starts it.
   *
   * @param built what Maven made of the module: its jar, and {@code lib} with what it needs
   * @return empty when it was not built
   */
  static Optional<Peer> start(Path built) {
    Optional<Path> jar = jar(built);
    if (jar.isEmpty()) {
      return Optional.empty();
    }
    String classPath = jar.get() + System.getProperty("path.separator") + built.resolve("lib/*");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(
            java.toString(), "--enable-native-access=ALL-UNNAMED", "-cp", classPath, MAIN);
    // libtorch's own threads and those of its OpenBLAS, which does not ask libtorch.
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("OPENBLAS_NUM_THREADS", "1");
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      return Optional.of(new Peer(builder.start()));
    } catch (IOException e) {
      throw new UncheckedIOException("the peer cannot be started: " + java, e);
    }
  }

  private static Optional<Path> jar(Path built) {
    if (!Files.isDirectory(built)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(built, "thalweg-peers-*.jar")) {
      for (Path jar : jars) {
        return Optional.of(jar);
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + built, e);
    }
  }

  /** Version of libtorch. */
  String version() {
    return version;
  }

  /** The shape's network there. Loading another one ends this one. */
  Contestant contestant(Shape shape, Work work) {
    String sizes = shape.peerSizes().stream().map(String::valueOf).collect(Collectors.joining(" "));
    requests.println("load %s %s %s".formatted(shape.name(), work.title(), sizes));
    answer("loaded");
    return repetitions -> {
      requests.println("run " + repetitions);
      return answer("nanos").asLong();
    };
  }

  private JsonNode answer(String field) {
    try {
      String line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException("the peer has ended; what it said is above");
      }
      JsonNode value = JSON.readTree(line).get(field);
      if (value == null) {
        throw new IllegalStateException("the peer answers " + line);
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the peer does not answer JSON: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("the peer cannot be heard", e);
    }
  }

  /** The peer ends at the end of its input. */
  @Override
  public void close() {
    requests.close();
    process.destroy();
  }
}
