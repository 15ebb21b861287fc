package io.thalweg.streams.decode;

import com.fasterxml.jackson.core.JsonParser;

/** Fields that are numbers: what is none is NON_NUMERIC, whatever a text says. */
final class NumberValues implements FieldValues {
  private final EventAssembly assembly;

  NumberValues(EventAssembly assembly) {
    this.assembly = assembly;
  }

  @Override
  public void number(int field, double value) throws Rejection {
    assembly.value(field, value);
  }

  @Override
  public void text(int field, JsonParser parser) throws Rejection {
    throw assembly.nonNumeric(field, "a text");
  }

  @Override
  public void text(int field, byte[] bytes, int length) throws Rejection {
    throw assembly.nonNumeric(field, "a text");
  }

  @Override
  public void other(int field, String what) throws Rejection {
    throw assembly.nonNumeric(field, what);
  }
}
