package io.thalweg.schema;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;

/**
 * The frame of Avro's single-object encoding: {@code C3 01}, then the CRC-64-AVRO fingerprint of
 * the writer's schema in Parsing Canonical Form, little-endian, then the body.
 */
final class SingleObject {
  static final int HEADER_BYTES = 10;

  /**
   * Longest message that is decoded. Kafka's own default limit is 1 MiB. Every array element of our
   * schemas takes at least one byte (a test says so), so what decoding allocates is bounded by a
   * small multiple of this.
   */
  static final int MAX_MESSAGE_BYTES = 4 << 20;

  private static final byte MAGIC_0 = (byte) 0xC3;
  private static final byte MAGIC_1 = 0x01;

  private SingleObject() {}

  static long fingerprint(Schema schema) {
    return SchemaNormalization.parsingFingerprint64(schema);
  }

  static byte[] header(Schema schema) {
    return ByteBuffer.allocate(HEADER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC_0)
        .put(MAGIC_1)
        .putLong(fingerprint(schema))
        .array();
  }

  /** Whether bytes begin as a message of this encoding does. */
  static boolean recognises(byte[] bytes) {
    return bytes.length >= 2 && bytes[0] == MAGIC_0 && bytes[1] == MAGIC_1;
  }

  /**
   * The fingerprint a message claims.
   *
   * @throws AvroDecodingException when the message is too short, too long, or of another encoding
   */
  static long claimedFingerprint(byte[] message) {
    if (message.length < HEADER_BYTES) {
      throw new AvroDecodingException(
          "The message has %d bytes, fewer than the %d of an Avro single-object header."
              .formatted(message.length, HEADER_BYTES));
    }
    if (message.length > MAX_MESSAGE_BYTES) {
      throw new AvroDecodingException(
          "The message has %d bytes, more than the limit of %d."
              .formatted(message.length, MAX_MESSAGE_BYTES));
    }
    if (!recognises(message)) {
      throw new AvroDecodingException(
          "The message begins with %02X %02X, not with C3 01 as Avro single-object encoding does."
              .formatted(message[0], message[1]));
    }
    long fingerprint = 0;
    for (int i = HEADER_BYTES - 1; i >= 2; i--) {
      fingerprint = fingerprint << 8 | (message[i] & 0xFF);
    }
    return fingerprint;
  }

  /** Refuses bytes after the body: they mean that writer and reader disagree about the schema. */
  static void requireEnd(BinaryDecoder decoder) throws IOException {
    if (!decoder.isEnd()) {
      throw new AvroDecodingException("The message has bytes after the end of the record.");
    }
  }
}
