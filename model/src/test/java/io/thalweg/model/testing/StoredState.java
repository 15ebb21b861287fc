package io.thalweg.model.testing;

import io.thalweg.model.state.Journaled;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A journaled state as a store has it: its base and the inputs since, in bytes. */
public final class StoredState {
  private byte @Nullable [] base;
  private final List<byte[]> inputs = new ArrayList<>();

  /** Puts what the last input changed. */
  public void save(Journaled state) {
    StateWriter out = new StateWriter(64);
    state.journal().count();
    if (state.journal().isBaseDue()) {
      state.writeTo(out);
      base = out.toByteArray();
      inputs.clear();
      state.journal().atBase(state.journal().taken());
    } else {
      state.writeInput(out);
      inputs.add(out.toByteArray());
    }
  }

  /** Makes a new state what the saved one is. */
  public <S extends Journaled> S restore(S fresh) {
    if (base != null) {
      StateReader in = new StateReader(base);
      fresh.readFrom(in);
      in.expectEnd();
    }
    fresh.journal().atBase(0);
    for (byte[] input : inputs) {
      StateReader in = new StateReader(input);
      fresh.replay(in);
      in.expectEnd();
      fresh.journal().count();
    }
    return fresh;
  }

  /** The whole state. */
  public static byte[] bytes(Journaled state) {
    StateWriter out = new StateWriter(64);
    state.writeTo(out);
    return out.toByteArray();
  }

  /** Inputs since the base. */
  public int inputs() {
    return inputs.size();
  }
}
