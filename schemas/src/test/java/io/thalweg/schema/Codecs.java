package io.thalweg.schema;

import org.apache.avro.specific.SpecificRecordBase;

/** Codecs for tests that do not know the record's type. */
final class Codecs {
  private Codecs() {}

  @SuppressWarnings("unchecked") // a codec of the record's own class
  static AvroCodec<SpecificRecordBase> forRecord(SpecificRecordBase message) {
    return forType((Class<SpecificRecordBase>) message.getClass());
  }

  @SuppressWarnings("unchecked")
  static AvroCodec<SpecificRecordBase> forType(Class<? extends SpecificRecordBase> type) {
    return (AvroCodec<SpecificRecordBase>) AvroCodec.of(type);
  }
}
