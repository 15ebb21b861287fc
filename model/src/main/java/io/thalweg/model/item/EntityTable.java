package io.thalweg.model.item;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * The entities of one partition, bounded: at most so many, and none that has been silent for longer
 * than the idle time.
 *
 * <p>Order and idleness are counted in events and stream time, never by a clock, so that the same
 * records forget the same entities. An event that is late changes nothing here either: it does not
 * make its entity recently seen. Time per event: constant. Not thread-safe.
 *
 * <p>Use: {@link #find} the entity of an event, and when the event has been taken, say that it was
 * {@link #seen}.
 *
 * @param <S> what is remembered of an entity
 */
public final class EntityTable<S> {
  private final int most;
  private final long idleMillis;
  private final Supplier<S> create;
  private final ToLongFunction<S> newestMillis;
  private final BiConsumer<String, S> evicted;

  /** Least recently seen first. */
  private final LinkedHashMap<String, S> entities = new LinkedHashMap<>(64);

  private long streamMillis = Long.MIN_VALUE;

  /**
   * @param most entities remembered at once
   * @param idle stream time after which a silent one is forgotten
   * @param create makes the state of an entity not seen before
   * @param newestMillis newest event time of an entity's state
   * @param evicted told of every entity forgotten
   */
  public EntityTable(
      int most,
      Duration idle,
      Supplier<S> create,
      ToLongFunction<S> newestMillis,
      BiConsumer<String, S> evicted) {
    this.most = most;
    this.idleMillis = idle.toMillis();
    this.create = create;
    this.newestMillis = newestMillis;
    this.evicted = evicted;
  }

  /** Puts back an entity from a store; to be called least recently seen first. */
  public void restore(String entity, S state) {
    entities.put(entity, state);
  }

  /**
   * Puts back the stream time. It is not the newest time of the entities remembered: the one that
   * set it may have been forgotten.
   */
  public void restoreStreamTime(long millis) {
    streamMillis = millis;
  }

  /** Largest time of an event seen; {@code Long.MIN_VALUE} before the first. */
  public long streamMillis() {
    return streamMillis;
  }

  /** State of an entity, an empty one if it is not remembered. Remembers nothing yet. */
  public S find(String entity) {
    S state = entities.get(entity);
    return state == null ? create.get() : state;
  }

  /**
   * Remembers the entity of an event that was taken as the one seen last. Entities that are idle or
   * too many by then are forgotten.
   *
   * @param state what {@link #find} gave
   */
  public void seen(String entity, S state, long timeMillis) {
    streamMillis = Math.max(streamMillis, timeMillis);
    entities.remove(entity);
    entities.put(entity, state);
    Iterator<Map.Entry<String, S>> eldest = entities.entrySet().iterator();
    while (eldest.hasNext()) {
      Map.Entry<String, S> entry = eldest.next();
      if (entry.getValue() == state || !tooMany() && !idle(entry.getValue())) {
        break;
      }
      eldest.remove();
      evicted.accept(entry.getKey(), entry.getValue());
    }
  }

  private boolean tooMany() {
    return entities.size() > most;
  }

  private boolean idle(S state) {
    long newest = newestMillis.applyAsLong(state);
    return newest != Long.MIN_VALUE && newest < streamMillis - idleMillis;
  }

  /** Entities remembered. */
  public int size() {
    return entities.size();
  }
}
