package io.thalweg.streams.decode;

import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.item.SensorItems;
import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.registry.SchemaRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records of numbers, read as {@code source.format} says. */
record SensorModality() implements Modality {

  @Override
  public ItemSettings items(SourceConfig source) {
    return items(source, source.fields());
  }

  static ItemSettings items(SourceConfig source, List<String> fields) {
    return new SensorItems(
        new FieldSet(fields),
        Set.copyOf(source.counters()),
        source.grace(),
        SensorItems.DEFAULT_WINDOW);
  }

  @Override
  public Optional<List<String>> ownFields() {
    return Optional.empty();
  }

  @Override
  public EventDecoder decoder(
      SourceConfig source, String pipeline, @Nullable SchemaRegistry schemas) {
    return EventDecoder.of(source, pipeline, schemas);
  }
}
