package io.thalweg.streams.decode;

import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.item.TextItems;
import io.thalweg.model.spec.Spec;
import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.registry.SchemaRegistry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lines of text: a record is one, as plain UTF-8, or in a field of a JSON object; its key names the
 * entity.
 *
 * @param mostTokens of one text
 * @param field of the JSON object; null: the record is the text
 */
public record TextModality(int mostTokens, @Nullable String field) implements Modality {

  /** Checks the options. */
  static Modality of(Spec spec) {
    spec.allow("length", "field");
    return new TextModality(
        spec.integer("length", 4096, 2, TextItems.MOST_TOKENS),
        spec.options().containsKey("field") ? spec.text("field") : null);
  }

  @Override
  public ItemSettings items(SourceConfig source) {
    return new TextItems(mostTokens, source.grace());
  }

  @Override
  public Optional<List<String>> ownFields() {
    return Optional.of(List.of(TextItems.TYPE));
  }

  @Override
  public EventDecoder decoder(
      SourceConfig source, String pipeline, @Nullable SchemaRegistry schemas) {
    EventAssembly assembly = new EventAssembly(source, pipeline);
    return new GuardedDecoder(new TextBody(field, assembly), assembly, source.maxRecordBytes());
  }
}
