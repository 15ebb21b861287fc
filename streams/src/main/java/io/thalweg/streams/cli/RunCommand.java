package io.thalweg.streams.cli;

import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.runtime.Cluster;
import io.thalweg.streams.runtime.PipelineService;
import io.thalweg.streams.runtime.Role;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code run}: the service. Learns, serves or both until it is stopped; SIGTERM and SIGINT stop it
 * cleanly, with everything committed.
 */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a pipeline until it is stopped.",
      "Without kafka.bootstrap.servers in the pipeline file, a broker starts in this process."
    })
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "The pipeline file; docs/configuration.md lists its keys.")
  private Path config = Path.of("pipeline.yaml");

  @Option(
      names = "--role",
      paramLabel = "learn|serve|all",
      defaultValue = "all",
      description = "What this process does. Default: ${DEFAULT-VALUE}.")
  private String role = "all";

  @Override
  public Integer call() throws InterruptedException {
    PipelineConfig pipeline = PipelineConfig.read(config);
    Role chosen = role();
    PrintWriter out = spec.commandLine().getOut();
    try (Cluster cluster = Cluster.open(pipeline)) {
      cluster.ensureTopics();
      out.println(where(cluster));
      out.flush();
      try (PipelineService service = PipelineService.start(cluster, chosen)) {
        Thread hook = new Thread(() -> stop(service, cluster), "run-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        out.println(
            "Running "
                + pipeline.pipeline()
                + " ("
                + chosen.name().toLowerCase(Locale.ROOT)
                + ").");
        out.flush();
        Throwable failure = service.failure().get();
        Runtime.getRuntime().removeShutdownHook(hook);
        spec.commandLine().getErr().println("Stopped: " + OneSentence.of(failure));
        return 1;
      } catch (ExecutionException e) {
        throw new IllegalStateException("the service's failure cannot fail", e);
      }
    }
  }

  private Role role() {
    try {
      return Role.valueOf(role.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--role is '%s', allowed is learn, serve or all.".formatted(role));
    }
  }

  private static String where(Cluster cluster) {
    String address = cluster.config().kafka().bootstrapServers().orElseThrow();
    return cluster.isEmbedded()
        ? "Embedded broker on " + address + ", data in " + cluster.config().broker().data() + "."
        : "Kafka on " + address + ".";
  }

  private static void stop(PipelineService service, Cluster cluster) {
    service.close();
    cluster.close();
  }
}
