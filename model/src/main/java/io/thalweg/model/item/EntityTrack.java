package io.thalweg.model.item;

import io.thalweg.model.state.Journal;
import io.thalweg.model.state.Journaled;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/**
 * All that learning remembers of one entity: its normaliser and its unfinished segment. Stored as a
 * base, put when a segment is emitted (it is smallest then), and the readings since.
 */
public final class EntityTrack implements Journaled {
  /** Readings between two bases at most, where segments are longer. */
  private static final int MOST_INPUTS = 16;

  final EntityItems items;
  final Segmenter segmenter;
  private final Journal journal = new Journal(MOST_INPUTS);

  /** An entity of which nothing has been seen. */
  public EntityTrack(ItemSettings settings, SegmentShape shape) {
    items = settings.newEntity();
    segmenter = new Segmenter(shape, settings.itemSize(), settings.separate());
  }

  /** Newest event time seen, milliseconds since 1970. */
  public long newestMillis() {
    return items.newestMillis();
  }

  /** Makes this, of which nothing has been seen, the same entity with other fields. */
  public void adopt(EntityTrack older, FieldMap fields) {
    items.adopt(older.items, fields);
    segmenter.adopt(older.segmenter, fields);
  }

  @Override
  public Journal journal() {
    return journal;
  }

  @Override
  public void writeTo(StateWriter out) {
    items.writeTo(out);
    segmenter.writeTo(out);
  }

  @Override
  public void readFrom(StateReader in) {
    items.readFrom(in);
    segmenter.readFrom(in);
  }

  @Override
  public void writeInput(StateWriter out) {
    items.writeInput(out);
  }

  @Override
  public void replay(StateReader in) {
    items.replay(in);
    segmenter.replay(items.items());
  }
}
