package io.thalweg.streams.decode;

import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.spec.Spec;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.registry.SchemaRegistry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of events: how their bytes are read, and how they become items. All that a pipeline knows
 * of its modality. Immutable and thread-safe; its decoders are not.
 */
public sealed interface Modality
    permits NumericModality, SensorModality, TextModality, VideoModality {

  /**
   * How events become items.
   *
   * @param source its fields are known
   */
  ItemSettings items(SourceConfig source);

  /** The fields its events have, whatever the source says; empty where the source names them. */
  Optional<List<String>> ownFields();

  /**
   * Refuses a source that says what records of this modality cannot have. To be asked of one that
   * has its own fields.
   *
   * @param source as it is configured
   * @param type the modality's name in the pipeline file
   * @param registry whether Avro is that of a schema registry
   * @throws ConfigurationException in one sentence
   */
  default void check(SourceConfig source, String type, boolean registry) {
    if (source.timestamp() != null || source.entity() != null) {
      throw new ConfigurationException(
          "source.timestamp and source.entity name fields, allowed with modality '%s' is neither."
              .formatted(type));
    }
  }

  /**
   * A decoder for one thread.
   *
   * @param source its fields are known, if the modality has none of its own
   * @param pipeline the entity of records without a key
   * @param schemas gives the writers' schemas; null: there is no registry
   */
  EventDecoder decoder(SourceConfig source, String pipeline, @Nullable SchemaRegistry schemas);

  /**
   * A part of the learner with what it must know of the items and the pipeline file has said once
   * already, such as the sides of a picture.
   */
  default Spec complete(Spec part) {
    return part;
  }
}
