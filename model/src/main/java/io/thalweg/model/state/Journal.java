package io.thalweg.model.state;

/**
 * The place of a {@link Journaled} state in its store: how many inputs it has taken, and how many
 * of them since its base was put. Not thread-safe.
 */
public final class Journal {
  private final int most;
  private long taken;
  private int since;
  private boolean baseRequested;

  /**
   * @param most inputs kept beside a base; one more makes a new base; 0 where an input would be as
   *     large as the state: it is always put whole
   */
  public Journal(int most) {
    this.most = most;
  }

  /** Asks that the whole state be put next: the input being taken cannot be replayed. */
  public void requestBase() {
    baseRequested = true;
  }

  /** Counts an input taken. */
  public void count() {
    taken++;
    since++;
  }

  /** Whether the whole state is to be put now, rather than the input last counted. */
  public boolean isBaseDue() {
    return baseRequested || since > most;
  }

  /** The whole state has been put, or read; {@code inputs} had been taken by then. */
  public void atBase(long inputs) {
    taken = inputs;
    since = 0;
    baseRequested = false;
  }

  /** Inputs taken since the state was new. */
  public long taken() {
    return taken;
  }

  /** Slot of the input last counted, from 0. */
  public int slot() {
    return since - 1;
  }

  /** Slots that may have been written so far, from 0; those of before the base count too. */
  public int slotsUsed() {
    return (int) Math.min(most, taken);
  }
}
