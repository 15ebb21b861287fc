package io.thalweg.streams.decode;

import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.item.TextItems;
import io.thalweg.model.snapshot.TextParts;
import io.thalweg.model.spec.Spec;
import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.registry.SchemaRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lines of text: a record is one, as plain UTF-8, or in a field of a JSON object; its key names the
 * entity.
 */
public final class TextModality implements Modality {
  private static final String FIELD = "field";

  private final Spec texts;
  private final int vocabulary;
  private final @Nullable String field;

  /**
   * Texts.
   *
   * @param texts what {@link TextItems#of} reads
   * @param field of the JSON object; null: the record is the text
   */
  private TextModality(Spec texts, @Nullable String field) {
    this.texts = texts;
    this.field = field;
    vocabulary = TextItems.of(texts, Duration.ZERO).vocabulary();
  }

  /** Checks the options. */
  static Modality of(Spec spec) {
    Map<String, Object> options = new TreeMap<>(spec.options());
    String field = options.containsKey(FIELD) ? spec.text(FIELD) : null;
    options.remove(FIELD);
    return new TextModality(new Spec(spec.type(), options), field);
  }

  @Override
  public ItemSettings items(SourceConfig source) {
    return TextItems.of(texts, source.grace());
  }

  @Override
  public Optional<List<String>> ownFields() {
    return Optional.of(List.of(TextItems.TYPE));
  }

  @Override
  public Spec complete(Spec part) {
    return TextParts.complete(part, vocabulary);
  }

  @Override
  public EventDecoder decoder(
      SourceConfig source, String pipeline, @Nullable SchemaRegistry schemas) {
    EventAssembly assembly = new EventAssembly(source, pipeline);
    return new GuardedDecoder(new TextBody(field, assembly), assembly, source.maxRecordBytes());
  }
}
