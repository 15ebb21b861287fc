package io.thalweg.streams.store;

import io.thalweg.model.item.FieldMap;
import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.LearnInput;
import io.thalweg.model.learn.Learner;
import io.thalweg.model.learn.LearnerSettings;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import io.thalweg.streams.config.ConfigurationException;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A learner in a key-value store as its last checkpoint and the inputs since: restoring loads the
 * one and folds the others.
 *
 * <p>A step costs one input written, whatever the model's size. When the inputs' bytes reach the
 * checkpoint's, or their number the limit, a new checkpoint is put and the ring of inputs starts
 * again under the same keys, so the store's size is bounded by about twice the learner's.
 *
 * <p>A state made under other settings is refused, in one sentence that names the setting.
 *
 * <p>Keys: {@code s} (settings the state was made under); {@code c} (header: parts, bytes, number
 * of the next input), {@code c/0000...} (parts of the checkpoint), {@code r/00000000...} (inputs,
 * each with its number: what is left over from an older ring has a smaller one).
 */
public final class LearnerStore {
  private static final int PART_BYTES = 512 * 1024;
  private static final int LEAST_RING_BYTES = 256 * 1024;
  private static final String HEADER = "c";
  private static final String SETTINGS = "s";

  private final KeyValueStore<String, byte[]> store;
  private final int mostInputs;
  private final LearnerShape shape;
  private final StateWriter writer = new StateWriter(64 * 1024);

  /** Number of the next input since the beginning. */
  private long next;

  /** Whether the checkpoint is of the learner's own fields, which inputs do not name. */
  private boolean checkpointed;

  private int ringSize;
  private long ringBytes;
  private long checkpointBytes = LEAST_RING_BYTES;

  /**
   * @param store Kafka Streams' store
   * @param mostInputs inputs after which a checkpoint is put at the latest
   * @param shape settings that a state depends on
   */
  public LearnerStore(KeyValueStore<String, byte[]> store, int mostInputs, LearnerShape shape) {
    this.store = store;
    this.mostInputs = mostInputs;
    this.shape = shape;
  }

  /**
   * A learner where the store's was. Effects were handed out when it was there.
   *
   * <p>A checkpoint of other fields, and the inputs since, are of the learner that had them: it is
   * restored first, and then carried over ({@link Learner#adopt}). The store keeps what it has
   * until the next {@link #append}.
   *
   * @param changed told how the fields have changed, if they have
   * @throws ConfigurationException when the state was made under other settings
   */
  public Learner restore(LearnerSettings settings, Consumer<FieldMap> changed) {
    byte[] madeUnder = store.get(SETTINGS);
    if (madeUnder != null) {
      shape.checkSameAs(LearnerShape.readFrom(new StateReader(madeUnder)));
    }
    byte[] header = store.get(HEADER);
    Learner learner = header == null ? new Learner(settings) : restore(header, settings);
    for (byte[] entry = store.get(ringKey(0));
        entry != null;
        entry = store.get(ringKey(ringSize))) {
      StateReader in = new StateReader(entry);
      if (in.readLong() != next) {
        break;
      }
      learner.fold(LearnInput.readFrom(in), effect -> {});
      count(entry.length);
    }
    if (learner.fields().equals(settings.fields())) {
      checkpointed = header != null;
      return learner;
    }
    changed.accept(FieldMap.between(learner.fields(), settings.fields()));
    Learner now = new Learner(settings);
    now.adopt(learner);
    return now;
  }

  private Learner restore(byte[] header, LearnerSettings settings) {
    StateReader in = new StateReader(header);
    int parts = in.readInt();
    long bytes = in.readLong();
    next = in.readLong();
    checkpointBytes = Math.max(LEAST_RING_BYTES, bytes);
    byte[] whole = join(parts, bytes);
    FieldSet fields = Learner.fieldsOf(new StateReader(whole));
    Learner learner = new Learner(settings.withFields(fields));
    learner.readFrom(new StateReader(whole));
    return learner;
  }

  private byte[] join(int parts, long bytes) {
    byte[] whole = new byte[Math.toIntExact(bytes)];
    int at = 0;
    for (int i = 0; i < parts; i++) {
      byte[] part = store.get(partKey(i));
      if (part == null || at + part.length > whole.length) {
        throw new IllegalStateException("checkpoint part %d of %d is missing".formatted(i, parts));
      }
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }

  /**
   * Puts an input before it is folded. Where the store has no checkpoint of this learner's fields,
   * one is put first: in the transaction of the record that brings the input, like all else.
   */
  public void append(Learner learner, byte[] input) {
    if (!checkpointed) {
      checkpoint(learner);
    }
    writer.clear().writeLong(next);
    writer.room(input.length).put(input);
    if (next == 0) {
      store.put(SETTINGS, shape.toBytes());
    }
    byte[] entry = writer.toByteArray();
    store.put(ringKey(ringSize), entry);
    count(entry.length);
  }

  private void count(int bytes) {
    next++;
    ringSize++;
    ringBytes += bytes;
  }

  /** Puts a checkpoint if one is due; to be called after the input was folded. */
  public void checkpointIfDue(Learner learner) {
    if (ringBytes >= checkpointBytes || ringSize >= mostInputs) {
      checkpoint(learner);
    }
  }

  private void checkpoint(Learner learner) {
    writer.clear();
    learner.writeTo(writer);
    int bytes = writer.size();
    int parts = 0;
    for (int at = 0; at < bytes; at += PART_BYTES) {
      store.put(partKey(parts++), writer.toByteArray(at, Math.min(bytes, at + PART_BYTES)));
    }
    byte[] header = writer.clear().writeInt(parts).writeLong(bytes).writeLong(next).toByteArray();
    store.put(HEADER, header);
    checkpointBytes = Math.max(LEAST_RING_BYTES, bytes);
    ringSize = 0;
    ringBytes = 0;
    checkpointed = true;
  }

  private static String partKey(int part) {
    return "c/" + padded(part, 4);
  }

  private static String ringKey(int index) {
    return "r/" + padded(index, 8);
  }

  /** With leading zeros, by hand: a format costs more than the segment it is the key of. */
  private static String padded(int number, int digits) {
    String plain = Integer.toString(number);
    return "0".repeat(Math.max(0, digits - plain.length())) + plain;
  }
}
