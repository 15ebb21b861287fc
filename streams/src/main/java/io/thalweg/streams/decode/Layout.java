package io.thalweg.streams.decode;

import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.config.SourceFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What samples of a source show of its shape; see {@link FieldInference}.
 *
 * @param timestamp field that looks like the event's time, or null
 * @param entity field that looks like the entity's name, or null
 * @param fields numeric fields
 * @param columns all columns in order; empty unless the format is CSV
 * @param delimiter what separates them
 */
public record Layout(
    SourceFormat format,
    @Nullable String timestamp,
    @Nullable String entity,
    List<String> fields,
    List<String> columns,
    String delimiter) {

  public Layout {
    fields = List.copyOf(fields);
    columns = List.copyOf(columns);
  }

  /**
   * For a topic: fills in fields and columns where they are not configured. An unconfigured
   * timestamp or entity stays that of the Kafka record, as documented; what looks like one is only
   * kept out of the fields.
   */
  public SourceConfig fillFields(SourceConfig source) {
    return fill(source, source.timestamp(), source.entity());
  }

  /** For a file, which has no Kafka record around it: fills in timestamp and entity, too. */
  public SourceConfig fillAll(SourceConfig source) {
    return fill(
        source,
        source.timestamp() == null ? timestamp : source.timestamp(),
        source.entity() == null ? entity : source.entity());
  }

  private SourceConfig fill(
      SourceConfig source, @Nullable String filledTimestamp, @Nullable String filledEntity) {
    List<String> filledFields = source.fields().isEmpty() ? fields : source.fields();
    return source.withLayout(
        format, filledTimestamp, filledEntity, filledFields, columns, delimiter);
  }
}
