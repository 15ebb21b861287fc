package io.thalweg.streams.decode;

import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.item.TextItems;
import io.thalweg.model.snapshot.TextParts;
import io.thalweg.model.spec.Spec;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.config.SourceFormat;
import io.thalweg.streams.registry.SchemaRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lines of text: a record is one, as plain UTF-8, in a field of a JSON object or of Avro of a
 * schema registry, or a {@code TextEvent}. Its key and its Kafka timestamp are entity and time
 * where the record does not say them itself.
 */
public final class TextModality implements Modality {
  private static final String FIELD = "field";

  private final TextItems texts;
  private final @Nullable String field;

  /**
   * Texts.
   *
   * @param texts whatever their grace
   * @param field its path in the JSON object or the Avro record; null: the record is the text
   */
  private TextModality(TextItems texts, @Nullable String field) {
    this.texts = texts;
    this.field = field;
  }

  /** Checks the options. */
  static Modality of(Spec spec) {
    Map<String, Object> options = new TreeMap<>(spec.options());
    String field = options.containsKey(FIELD) ? spec.text(FIELD) : null;
    options.remove(FIELD);
    return new TextModality(
        TextItems.of(new Spec(spec.type(), options), ItemSettings.DEFAULT_GRACE), field);
  }

  @Override
  public ItemSettings items(SourceConfig source) {
    return texts.withGrace(source.grace());
  }

  @Override
  public Optional<List<String>> ownFields() {
    return Optional.of(List.of(TextItems.TYPE));
  }

  @Override
  public Spec complete(Spec part) {
    return TextParts.complete(part, texts.vocabulary());
  }

  @Override
  public EventDecoder decoder(
      SourceConfig source, String pipeline, @Nullable SchemaRegistry schemas) {
    if (field == null) {
      EventAssembly assembly = new EventAssembly(source, pipeline);
      return new GuardedDecoder(new TextBody(assembly), assembly, source.maxRecordBytes());
    }
    SourceConfig named = withField(source, field);
    EventAssembly assembly = new EventAssembly(named, pipeline);
    return new GuardedDecoder(
        new TextBody(named, assembly, schemas), assembly, source.maxRecordBytes());
  }

  @Override
  public void check(SourceConfig source, String type, boolean registry) {
    boolean structured =
        source.format() == SourceFormat.JSON || (source.format() == SourceFormat.AVRO && registry);
    if (field != null) {
      if (!structured) {
        throw new ConfigurationException(
            "modality.field names a field of JSON, or of Avro with a schema registry, but"
                + " source.format is neither: leave the field out.");
      }
      if (field.equals(source.timestamp()) || field.equals(source.entity())) {
        throw new ConfigurationException(
            "modality.field is '%s', which is source.timestamp or source.entity already."
                .formatted(field));
      }
      withField(source, field); // checks the name
    } else if (source.timestamp() != null || source.entity() != null) {
      throw new ConfigurationException(
          "source.timestamp and source.entity name fields, which plain lines have not: name the"
              + " text's in modality.field, too, or leave them out.");
    } else if (structured && source.format() == SourceFormat.AVRO) {
      throw new ConfigurationException(
          "source.format is avro with a schema registry: name the field that holds the text in"
              + " modality.field.");
    }
  }

  private static SourceConfig withField(SourceConfig source, String field) {
    return source.withLayout(
        source.format(),
        source.timestamp(),
        source.entity(),
        List.of(field),
        List.of(),
        source.delimiter());
  }
}
