package io.thalweg.model.item;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/** All that learning remembers of one entity: its normaliser and its unfinished segment. */
public final class EntityTrack {
  final EntityItems items;
  final Segmenter segmenter;

  /** An entity of which nothing has been seen. */
  public EntityTrack(ItemSettings settings, SegmentShape shape) {
    items = new EntityItems(settings);
    segmenter = new Segmenter(shape, settings.itemSize());
  }

  /** Newest event time seen, milliseconds since 1970. */
  public long newestMillis() {
    return items.newestMillis();
  }

  /** Appends the whole state. */
  public void writeTo(StateWriter out) {
    items.writeTo(out);
    segmenter.writeTo(out);
  }

  /** Replaces the whole state by one written under the same settings. */
  public void readFrom(StateReader in) {
    items.readFrom(in);
    segmenter.readFrom(in);
  }
}
