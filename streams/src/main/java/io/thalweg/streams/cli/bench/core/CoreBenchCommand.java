package io.thalweg.streams.cli.bench.core;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bench core}: one optimizer step and one serving step of each network, beside the matrix
 * products in them, DL4J and libtorch. The exit code says whether it ran.
 */
@Command(
    name = "core",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Measures one optimizer step and one serving step of each network beside the matrix products",
      "in them, DL4J, and libtorch if ./mvnw -Ppeers -pl streams/peers -DskipTests package has built it."
    })
public final class CoreBenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "9",
      description = "Measured turns of each.")
  private int rounds;

  @Option(
      names = "--millis",
      paramLabel = "MS",
      defaultValue = "100",
      description = "Length of a turn; ten turns more warm up.")
  private int millis;

  @Option(names = "--shape", paramLabel = "NAME", description = "Only this network; repeatable.")
  private @Nullable List<String> names;

  @Option(
      names = "--peers",
      paramLabel = "DIR",
      defaultValue = "${sys:thalweg.home:-.}/streams/peers/target",
      description = "Where libtorch's part was built.")
  private Path peers = Path.of("streams", "peers", "target");

  @Option(names = "--json", description = "Print one JSON object instead of the table.")
  private boolean json;

  @Override
  public Integer call() {
    CoreBench bench = new CoreBench(new CoreBenchOptions(rounds, millis), chosen(names), this::say);
    CoreReport report;
    Optional<Peer> peer = Peer.start(peers);
    PrintStream standard = System.out;
    // SameDiff announces every operation it differentiates; what is printed here is the report.
    System.setOut(System.err);
    try {
      report = bench.run(peer);
    } finally {
      System.setOut(standard);
      peer.ifPresent(Peer::close);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? CoreJson.of(report) : CoreText.of(report));
    out.flush();
    return 0;
  }

  private static List<Shape> chosen(@Nullable List<String> names) {
    List<Shape> all = Shapes.all();
    if (names == null) {
      return all;
    }
    List<String> known = all.stream().map(Shape::name).collect(Collectors.toList());
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException("--shape is %s, allowed is %s.".formatted(name, known));
      }
    }
    return all.stream().filter(shape -> names.contains(shape.name())).toList();
  }

  private void say(String what) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(what);
    err.flush();
  }
}
