package io.thalweg.streams.decode;

import io.thalweg.schema.MessageHeader;
import io.thalweg.streams.registry.SchemaRegistry;
import io.thalweg.streams.registry.WriterSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Reads values in the registries' wire format: {@code 00}, the id of the writer's schema in four
 * bytes big-endian, the Avro binary of a record. Keeps the plans of the 64 schemas used last.
 */
final class AvroPlans {
  private static final int MOST_PLANS = 64;

  private final SchemaRegistry schemas;
  private final FieldPaths paths;
  private final AvroBody body = new AvroBody();
  private final Map<Integer, AvroPlan> plans =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, AvroPlan> eldest) {
          return size() > MOST_PLANS;
        }
      };

  AvroPlans(SchemaRegistry schemas, FieldPaths paths) {
    this.schemas = schemas;
    this.paths = paths;
  }

  void read(byte[] value, AvroSink sink) throws Rejection {
    int id = schemaId(value);
    AvroPlan plan = plans.get(id);
    if (plan == null) {
      plan = AvroPlan.of(recordSchema(id), paths);
      plans.put(id, plan);
    }
    body.open(value, MessageHeader.REGISTRY_BYTES);
    try {
      plan.read(body, sink);
    } catch (IOException e) {
      throw new Rejection(
          RejectReason.MALFORMED,
          "the value is no record of schema " + Integer.toUnsignedString(id));
    }
  }

  private static int schemaId(byte[] value) throws Rejection {
    if (value.length < MessageHeader.REGISTRY_BYTES) {
      throw new Rejection(
          RejectReason.MALFORMED,
          "the value has %d bytes, fewer than the %d of a registry's header"
              .formatted(value.length, MessageHeader.REGISTRY_BYTES));
    }
    if (value[0] != MessageHeader.REGISTRY_MAGIC) {
      throw new Rejection(
          RejectReason.MALFORMED,
          "the value begins with %02X, not with 00 as a schema registry's format does"
              .formatted(value[0]));
    }
    return ByteBuffer.wrap(value).getInt(1);
  }

  private Schema recordSchema(int id) throws Rejection {
    WriterSchema found = schemas.schema(id);
    if (found instanceof WriterSchema.Unusable unusable) {
      throw new Rejection(RejectReason.UNKNOWN_SCHEMA, unusable.why());
    }
    Schema schema = ((WriterSchema.Known) found).schema();
    if (schema.getType() != Schema.Type.RECORD) {
      throw new Rejection(
          RejectReason.UNKNOWN_SCHEMA,
          "schema " + Integer.toUnsignedString(id) + " is not one of a record");
    }
    return schema;
  }
}
