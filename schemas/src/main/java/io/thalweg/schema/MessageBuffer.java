package io.thalweg.schema;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Collects one message after the other in the same buffers; only the returned array is new.
 * Confined to one thread.
 */
final class MessageBuffer {
  /** Writes the body of one message. */
  @FunctionalInterface
  interface Body {
    void writeTo(BinaryEncoder out) throws IOException;
  }

  private final byte[] header;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);

  MessageBuffer(Schema schema) {
    this(MessageHeader.singleObject(schema));
  }

  MessageBuffer(MessageHeader header) {
    this.header = header.bytes();
  }

  byte[] message(Body body) {
    try {
      // A body that failed may have left bytes in the encoder: they go the way of the old message.
      encoder.flush();
      bytes.reset();
      encoder.writeFixed(header);
      body.writeTo(encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
  }
}
