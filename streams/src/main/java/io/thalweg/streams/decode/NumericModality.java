package io.thalweg.streams.decode;

import io.thalweg.model.item.ItemSettings;
import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.registry.SchemaRegistry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events of a jar on the class path, described by numbers: from there on they are a sensor's.
 *
 * @param events reads them
 */
record NumericModality(NumericEvents events) implements Modality {

  @Override
  public ItemSettings items(SourceConfig source) {
    return SensorModality.items(source, events.fields());
  }

  @Override
  public Optional<List<String>> ownFields() {
    return Optional.of(events.fields());
  }

  @Override
  public EventDecoder decoder(
      SourceConfig source, String pipeline, @Nullable SchemaRegistry schemas) {
    EventAssembly assembly = new EventAssembly(source, pipeline);
    return new GuardedDecoder(new NumericBody(events, assembly), assembly, source.maxRecordBytes());
  }
}
