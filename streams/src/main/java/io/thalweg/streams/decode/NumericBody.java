package io.thalweg.streams.decode;

import java.util.Arrays;
import java.util.Optional;

/** Decodes {@link NumericEvents}. */
final class NumericBody implements GuardedDecoder.Body {
  private final NumericEvents.Reader reader;
  private final EventAssembly assembly;
  private final double[] values;

  NumericBody(NumericEvents events, EventAssembly assembly) {
    this.assembly = assembly;
    reader = events.newReader();
    values = new double[assembly.size()];
  }

  @Override
  public void read(byte[] value) throws Rejection {
    Arrays.fill(values, Double.NaN);
    Optional<String> fault = reader.read(value, values);
    if (fault.isPresent()) {
      throw new Rejection(RejectReason.MALFORMED, fault.get());
    }
    for (int field = 0; field < values.length; field++) {
      if (!Double.isNaN(values[field])) {
        assembly.value(field, values[field]);
      }
    }
  }
}
