package io.thalweg.model.state;

/**
 * State that is stored as a base and the inputs taken since: one input costs its own bytes, not the
 * state's. Replaying the inputs on the base gives the state bit for bit, as if it had never been
 * away.
 *
 * <p>Whatever an input changes that replaying it cannot give back (because it came from a model,
 * say) must either be part of the input's bytes or ask for a new base, by {@link
 * Journal#requestBase}.
 */
public interface Journaled {

  /** Where the state is in its store. */
  Journal journal();

  /** Appends the whole state. */
  void writeTo(StateWriter out);

  /** Replaces the whole state by one written under the same settings. */
  void readFrom(StateReader in);

  /** Appends what {@link #replay} needs to take the input last taken once more. */
  void writeInput(StateWriter out);

  /** Takes an input that was taken before; nothing is handed out. */
  void replay(StateReader in);
}
