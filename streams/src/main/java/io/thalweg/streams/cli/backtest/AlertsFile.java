package io.thalweg.streams.cli.backtest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.thalweg.model.detect.Contribution;
import io.thalweg.model.detect.Explanation;
import io.thalweg.model.detect.Region;
import io.thalweg.model.item.Reading;
import io.thalweg.model.serve.Observation;
import io.thalweg.model.snapshot.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code alerts.jsonl}: one JSON object per alert, with the fields of the public record {@code
 * io.thalweg.schema.Alert}; timestamps are milliseconds since 1970, the offset is the row number.
 */
final class AlertsFile implements OutputFile {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private final JsonGenerator out;
  private final String topic;
  private final double rate;

  /**
   * @param topic of the events, as the pipeline names it
   * @param rate at which the pipeline alerts
   */
  AlertsFile(Path file, String topic, double rate) throws IOException {
    out = JSON.createGenerator(Files.newBufferedWriter(file));
    out.setPrettyPrinter(new MinimalPrettyPrinter(""));
    this.topic = topic;
    this.rate = rate;
  }

  @Override
  public void served(Reading reading, Observation seen) {
    seen.alert().ifPresent(alert -> write(reading, seen, alert));
  }

  private void write(Reading reading, Observation seen, Explanation alert) {
    Snapshot snapshot = seen.served().orElseThrow().snapshot();
    try {
      out.writeStartObject();
      out.writeStringField("entity", reading.entity());
      out.writeNumberField("timestamp", reading.timestampMillis());
      out.writeStringField("topic", topic);
      out.writeNumberField("partition", reading.partition());
      out.writeNumberField("offset", reading.offset());
      out.writeNumberField("version", snapshot.version());
      out.writeStringField("spaceId", snapshot.spaceId());
      out.writeBooleanField("inSample", false);
      out.writeNumberField("surprise", seen.surprise().orElseThrow());
      out.writeNumberField("pValue", alert.probability().p());
      out.writeNumberField("threshold", rate);
      out.writeNumberField("calibratedOn", alert.probability().observations());
      out.writeStringField("statistic", alert.probability().statistic().name());
      contributions(alert);
      out.writeStringField("text", reading.entity() + ": " + alert.text());
      if (alert.region().isPresent()) {
        region(alert.region().get());
      } else {
        out.writeNullField("region");
      }
      out.writeEndObject();
      out.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The heat map as base64, as JSON has no bytes. */
  private void region(Region where) throws IOException {
    out.writeObjectFieldStart("region");
    out.writeNumberField("x", where.x());
    out.writeNumberField("y", where.y());
    out.writeNumberField("width", where.width());
    out.writeNumberField("height", where.height());
    out.writeBinaryField("heatMap", where.heatMap());
    out.writeEndObject();
  }

  private void contributions(Explanation alert) throws IOException {
    out.writeArrayFieldStart("contributions");
    for (Contribution part : alert.contributions()) {
      out.writeStartObject();
      out.writeStringField("field", part.field());
      out.writeNumberField("observed", part.observed());
      out.writeNumberField("expected", part.expected());
      out.writeNumberField("scale", part.scale());
      out.writeNumberField("surprise", part.surprise());
      out.writeNumberField("share", part.share());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
