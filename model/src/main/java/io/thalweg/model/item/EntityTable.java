package io.thalweg.model.item;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * The entities of one partition, bounded: at most so many, and none that has been silent for longer
 * than the idle time.
 *
 * <p>Order and idleness are counted in events and stream time, never by a clock, so that the same
 * records forget the same entities. Time per event: constant. Not thread-safe.
 *
 * @param <S> what is remembered of an entity
 */
public final class EntityTable<S> {
  private final int most;
  private final long idleMillis;
  private final Supplier<S> create;
  private final ToLongFunction<S> newestMillis;
  private final Consumer<String> evicted;

  /** Least recently seen first. */
  private final LinkedHashMap<String, S> entities = new LinkedHashMap<>(64, 0.75f, true);

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
      Consumer<String> evicted) {
    this.most = most;
    this.idleMillis = idle.toMillis();
    this.create = create;
    this.newestMillis = newestMillis;
    this.evicted = evicted;
  }

  /** Puts back an entity from a store; to be called least recently seen first. */
  public void restore(String entity, S state) {
    entities.put(entity, state);
    streamMillis = Math.max(streamMillis, newestMillis.applyAsLong(state));
  }

  /** State of the entity of an event at {@code timeMillis}; entities idle by then are forgotten. */
  public S get(String entity, long timeMillis) {
    streamMillis = Math.max(streamMillis, timeMillis);
    S state = entities.computeIfAbsent(entity, name -> create.get());
    Iterator<Map.Entry<String, S>> eldest = entities.entrySet().iterator();
    while (eldest.hasNext()) {
      Map.Entry<String, S> entry = eldest.next();
      if (entry.getValue() == state || !tooMany() && !idle(entry.getValue())) {
        break;
      }
      eldest.remove();
      evicted.accept(entry.getKey());
    }
    return state;
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
