package io.thalweg.streams.cli;

import io.thalweg.streams.config.ClientRole;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.config.SourceFormat;
import io.thalweg.streams.decode.EventInput;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code replay}: produces a file to the pipeline's events topic. Exit code 0: every record was
 * acknowledged.
 */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Produces records or pictures to the pipeline's events topic.")
final class ReplayCommand implements Callable<Integer> {
  private static final String MAX = "max";

  private final Connector connector;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "The pipeline file.")
  private Path config = Path.of("pipeline.yaml");

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE",
      description = {
        "A CSV file with a header, or JSON lines; .gz is unpacked. With modality video a folder of",
        "pictures, or, through the program ffmpeg, a video or the address of a stream."
      })
  private String input = "";

  @Option(
      names = "--rate",
      defaultValue = MAX,
      paramLabel = "N|max",
      description = "Events per second. Default: ${DEFAULT-VALUE}.")
  private String rate = MAX;

  @Option(
      names = "--fps",
      defaultValue = "25",
      paramLabel = "N",
      description = "Pictures per second of event time. Default: ${DEFAULT-VALUE}.")
  private double framesPerSecond;

  /** The connector decides what happens when the pipeline names no cluster. */
  ReplayCommand(Connector connector) {
    this.connector = connector;
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      Replay.Result result = replay(err);
      err.println(summary(result));
      return 0;
    } catch (ConfigurationException e) {
      err.println(e.getMessage());
    } catch (IOException | KafkaException e) {
      err.println(); // the progress bar's line is not ended
      err.println("The replay of %s stopped: %s".formatted(input, reason(e)));
    }
    return 1;
  }

  private Replay.Result replay(PrintWriter err) throws IOException {
    double perSecond = perSecond(rate);
    PipelineConfig pipeline = PipelineConfig.read(config);
    refuseRegistry(pipeline);
    EventInput file = EventInputs.of(input, pipeline, System.currentTimeMillis(), framesPerSecond);
    try (Connector.Connection connection = connector.connect(pipeline);
        Producer<byte[], byte[]> producer =
            new KafkaProducer<>(producerSettings(connection.config()))) {
      ReplayProgress progress = new ReplayProgress(err, System::nanoTime);
      Replay replay = new Replay(producer, pipeline.source(), file);
      Replay.Result result =
          replay.run(pipeline.pipeline(), new Pace(perSecond, System::nanoTime), progress);
      progress.done(result.sent());
      return result;
    }
  }

  private static void refuseRegistry(PipelineConfig pipeline) {
    if (pipeline.source().format() == SourceFormat.AVRO && pipeline.registry().readsInput()) {
      throw new ConfigurationException(
          "registry.input is 'true', and replay writes no Avro with a registry: a registry's schemas"
              + " are the producers' own.");
    }
  }

  static Map<String, Object> producerSettings(PipelineConfig pipeline) {
    Map<String, Object> settings = pipeline.kafkaClientSettings(ClientRole.PRODUCER);
    settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 20);
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return settings;
  }

  static double perSecond(String rate) {
    if (rate.equals(MAX)) {
      return Double.POSITIVE_INFINITY;
    }
    try {
      double perSecond = Double.parseDouble(rate);
      if (perSecond > 0 && Double.isFinite(perSecond)) {
        return perSecond;
      }
    } catch (NumberFormatException e) {
      // Told below, together with numbers that are no rate.
    }
    throw new ConfigurationException(
        "--rate is '%s', allowed is max or a number of events per second above 0.".formatted(rate));
  }

  /** A client that cannot be built hides the setting that is wrong in the cause. */
  private static String reason(Exception e) {
    Throwable telling = e.getCause() instanceof ConfigException ? e.getCause() : e;
    String message = String.valueOf(telling.getMessage());
    return message.endsWith(".") ? message : message + ".";
  }

  private String summary(Replay.Result result) {
    String skipped =
        result.skipped() == 0 ? "" : ", %,d unreadable rows skipped".formatted(result.skipped());
    return "Sent %,d events from %s%s.".formatted(result.sent(), input, skipped);
  }
}
