package io.thalweg.schema;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Messages made by hand, well-formed or not. */
final class Messages {
  private Messages() {}

  static byte[] of(Schema writer, MessageBuffer.Body body) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(SingleObject.header(writer));
      BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
      body.writeTo(out);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
