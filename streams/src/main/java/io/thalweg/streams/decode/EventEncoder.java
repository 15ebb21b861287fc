package io.thalweg.streams.decode;

import com.fasterxml.jackson.core.JsonGenerator;
import io.thalweg.model.item.Reading;
import io.thalweg.schema.SensorEventWriter;
import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.config.TimestampUnit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Writes readings in a source's format: the inverse of {@link EventDecoder}, which reads back the
 * same values, entity and timestamp. A missing value is left out, or an empty cell. An unconfigured
 * timestamp or entity field is not written, except in Avro, whose schema has both. One per thread.
 */
public final class EventEncoder {
  private final SourceConfig source;
  private final SensorEventWriter avro = new SensorEventWriter();

  /** An encoder of a source whose fields (and columns, for CSV) are known. */
  public EventEncoder(SourceConfig source) {
    this.source = source;
  }

  /**
   * The bytes of one record's value; the reading's values stand in the order of {@code
   * source.fields}.
   */
  public byte[] encode(Reading reading) {
    return switch (source.format()) {
      case AVRO ->
          avro.encode(
              reading.entity(), reading.timestampMillis(), reading.values(), source.fields());
      case JSON -> json(reading);
      case CSV -> csv(reading).getBytes(StandardCharsets.UTF_8);
    };
  }

  private byte[] json(Reading reading) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = Json.FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      if (source.timestamp() != null) {
        jsonTimestamp(out, source.timestamp(), reading.timestampMillis());
      }
      if (source.entity() != null) {
        out.writeStringField(source.entity(), reading.entity());
      }
      for (int field = 0; field < source.fields().size(); field++) {
        double value = reading.values()[field];
        if (!Double.isNaN(value)) {
          out.writeNumberField(source.fields().get(field), value);
        }
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private void jsonTimestamp(JsonGenerator out, String name, long millis) throws IOException {
    if (writesIso()) {
      out.writeStringField(name, timestamp(millis));
    } else {
      out.writeNumberField(name, new BigDecimal(timestamp(millis)));
    }
  }

  private String csv(Reading reading) {
    StringBuilder line = new StringBuilder(512);
    for (String column : source.columns()) {
      line.append(cell(reading, column)).append(source.delimiter());
    }
    line.setLength(line.length() - 1);
    return line.toString();
  }

  private String cell(Reading reading, String column) {
    if (column.equals(source.timestamp())) {
      return timestamp(reading.timestampMillis());
    }
    if (column.equals(source.entity())) {
      return quoted(reading.entity());
    }
    int field = source.fields().indexOf(column);
    boolean missing = field < 0 || Double.isNaN(reading.values()[field]);
    return missing ? "" : Double.toString(reading.values()[field]);
  }

  private String quoted(String text) {
    boolean plain = !text.contains(source.delimiter()) && text.indexOf('"') < 0;
    return plain && text.equals(text.strip()) ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** AUTO writes text: a number of an early year could be taken for another unit. */
  private boolean writesIso() {
    return source.timestampUnit() == TimestampUnit.ISO
        || source.timestampUnit() == TimestampUnit.AUTO;
  }

  private String timestamp(long millis) {
    return switch (source.timestampUnit()) {
      case AUTO, ISO -> Instant.ofEpochMilli(millis).toString();
      case SECONDS -> BigDecimal.valueOf(millis, 3).toPlainString();
      case MILLIS -> Long.toString(millis);
      case MICROS -> BigDecimal.valueOf(millis, -3).toPlainString();
      case NANOS -> BigDecimal.valueOf(millis, -6).toPlainString();
    };
  }
}
