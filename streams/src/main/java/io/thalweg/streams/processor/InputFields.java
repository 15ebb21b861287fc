package io.thalweg.streams.processor;

import io.thalweg.model.item.FieldMap;
import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.LearnInput;
import io.thalweg.model.item.Segment;
import io.thalweg.model.learn.LearnerSettings;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The names of a segment's fields, in a header of the record that carries it: between cutting and
 * learning lies a topic, in which segments of the old fields may wait when a pipeline starts with
 * others. Names rather than an identifier, so that any learner can map any segment.
 */
final class InputFields {
  private static final String HEADER = "fields";

  private InputFields() {}

  static Headers headers(FieldSet fields) {
    StateWriter out = new StateWriter(256);
    fields.writeTo(out);
    return new RecordHeaders().add(HEADER, out.toByteArray());
  }

  /**
   * An input as this learner takes it.
   *
   * @param value the bytes of an input
   * @param own header of the learner's own fields
   * @return the same bytes, where the fields are the same or not named
   */
  static byte[] mapped(byte[] value, Headers headers, Headers own, LearnerSettings learner) {
    Header header = headers.lastHeader(HEADER);
    if (header == null || Arrays.equals(header.value(), own.lastHeader(HEADER).value())) {
      return value;
    }
    LearnInput input = LearnInput.readFrom(new StateReader(value));
    if (!(input instanceof Segment segment)) {
      return value;
    }
    FieldSet fields = FieldSet.readFrom(new StateReader(header.value()));
    StateWriter out = new StateWriter(value.length);
    FieldMap.between(fields, learner.fields())
        .segment(segment, learner.segmentShape().context())
        .writeTo(out);
    return out.toByteArray();
  }
}
