package io.thalweg.peers;

import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.set_num_interop_threads;
import static org.bytedeco.pytorch.global.torch.set_num_threads;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bytedeco.pytorch.global.torch;

/**
 * Answers lines of words on standard input by lines of JSON on standard output, until the input
 * ends:
 *
 * <pre>{@code
 *                            {"version":"2.10.0-1.5.13"}  when it is ready
 * load gru step 38 64 32 32  {"loaded":"gru step"}     also serve; sizes as the network takes them
 * run 500                    {"nanos":2391000}         of the network last loaded
 * }</pre>
 */
public final class Libtorch {
  private static final int FIRST_SIZE = 3;

  private Runnable loaded =
      () -> {
        throw new IllegalStateException("run before load");
      };

  private Libtorch() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    set_num_threads(1);
    set_num_interop_threads(1);
    manual_seed(1);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println("{\"version\":\"%s\"}".formatted(version()));
    Libtorch libtorch = new Libtorch();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(libtorch.answer(line.split(" ", -1)));
    }
  }

  private static String version() {
    // libtorch's own constants are not among those JavaCPP took over; the jar knows.
    return String.valueOf(torch.class.getPackage().getImplementationVersion());
  }

  private String answer(String[] words) {
    return switch (words[0]) {
      case "load" -> load(words);
      case "run" -> "{\"nanos\":%d}".formatted(run(Integer.parseInt(words[1])));
      default -> throw new IllegalArgumentException("there is no request '" + words[0] + "'");
    };
  }

  private String load(String[] words) {
    long[] sizes =
        Arrays.stream(words, FIRST_SIZE, words.length).mapToLong(Long::parseLong).toArray();
    Net net = Nets.create(words[1], sizes);
    loaded =
        switch (words[2]) {
          case "step" -> Training.step(net);
          case "serve" -> Training.serve(net);
          default -> throw new IllegalArgumentException("there is no work '" + words[2] + "'");
        };
    return "{\"loaded\":\"%s %s\"}".formatted(words[1], words[2]);
  }

  private long run(int repetitions) {
    long start = System.nanoTime();
    for (int i = 0; i < repetitions; i++) {
      loaded.run();
    }
    return System.nanoTime() - start;
  }
}
