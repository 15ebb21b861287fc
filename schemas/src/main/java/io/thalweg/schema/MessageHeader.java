package io.thalweg.schema;

import java.nio.ByteBuffer;
import org.apache.avro.Schema;

/**
 * The bytes in front of an Avro body that say which schema it was written with. Immutable.
 *
 * <p>Two forms: Avro's single-object encoding ({@code C3 01} and a fingerprint, needs no registry)
 * and the wire format of schema registries ({@code 00} and the registry's id, four bytes
 * big-endian).
 */
public final class MessageHeader {
  /** First byte of the registries' wire format. */
  public static final byte REGISTRY_MAGIC = 0;

  /** Bytes of the registries' header. */
  public static final int REGISTRY_BYTES = 1 + Integer.BYTES;

  private final byte[] bytes;

  private MessageHeader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The header of Avro's single-object encoding. */
  public static MessageHeader singleObject(Schema schema) {
    return new MessageHeader(SingleObject.header(schema));
  }

  /**
   * The header of the registries' wire format.
   *
   * @param id what the registry calls the schema
   */
  public static MessageHeader registry(int id) {
    return new MessageHeader(
        ByteBuffer.allocate(REGISTRY_BYTES).put(REGISTRY_MAGIC).putInt(id).array());
  }

  byte[] bytes() {
    return bytes;
  }
}
