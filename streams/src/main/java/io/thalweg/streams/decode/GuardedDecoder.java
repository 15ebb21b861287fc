package io.thalweg.streams.decode;

import io.thalweg.model.item.Reading;
import io.thalweg.streams.registry.RegistryException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What all formats share: bounds before a byte is read, and the promise that no bytes throw. */
final class GuardedDecoder implements EventDecoder {

  /** Reads one value of a format into the assembly. */
  interface Body {
    void read(byte[] value) throws Rejection, IOException;
  }

  private final Body body;
  private final EventAssembly assembly;
  private final int maxRecordBytes;

  GuardedDecoder(Body body, EventAssembly assembly, int maxRecordBytes) {
    this.body = body;
    this.assembly = assembly;
    this.maxRecordBytes = maxRecordBytes;
  }

  @Override
  public Decoded decode(
      byte @Nullable [] key,
      byte @Nullable [] value,
      long kafkaTimestamp,
      int partition,
      long offset) {
    try {
      assembly.begin();
      body.read(bounded(value));
      Reading reading = assembly.finish(key, kafkaTimestamp, partition, offset);
      return new Decoded.Event(reading);
    } catch (Rejection e) {
      return e.toDecoded();
    } catch (RegistryException e) {
      throw e; // no fault of the record: it must not be lost for it
    } catch (IOException | RuntimeException e) {
      // Parsers have faults of their own: a hostile record that finds one must not stop the stream.
      return new Decoded.Rejected(
          RejectReason.MALFORMED, "the parser gave up: " + e.getClass().getSimpleName());
    }
  }

  private byte[] bounded(byte @Nullable [] value) throws Rejection {
    if (value == null || value.length == 0) {
      throw new Rejection(RejectReason.EMPTY, "the record has no value");
    }
    if (value.length > maxRecordBytes) {
      throw new Rejection(
          RejectReason.TOO_LARGE,
          "the value has " + value.length + " bytes, allowed are " + maxRecordBytes);
    }
    return value;
  }
}
